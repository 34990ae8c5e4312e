package dev.p2c2g.gamer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;

/**
 * The session with made-up frames and without a display, before the first real frame: the first
 * frames of a new process cost many times what later ones do, and while the compiler catches up
 * everything else waits for it.
 */
final class Rehearsal {
  private static final Logger LOG = System.getLogger("gamer");

  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration WINDOW = Duration.ofMillis(300);

  /** What is still away after the last made-up frame need not come. */
  private static final int LAST_WINDOWS = 2;

  /** Before nobody's real frame. */
  private static final int PRIORITY = 0;

  /** So many windows in a row that brought every frame in time, but none sooner than before. */
  private static final int STEADY_WINDOWS = 4;

  private static final double SOONER = 0.9;

  /** The compiler counts runs, not seconds. */
  private static final int LEAST_FPS = 60;

  private static final int LEAST_FRAMES = 150;

  /** A crowd that brings nothing for so long is not going to. */
  private static final int EMPTY_WINDOWS = 7;

  private final GamerClient client;
  private final MadeUpFrames frames;
  private final SessionRun run;
  private long bestNanos = Long.MAX_VALUE;
  private int steady;
  private int empty;
  private int cameBack;

  Rehearsal(GamerClient client, SessionOptions options) {
    this.client = client;
    this.frames = new MadeUpFrames();
    SessionOptions made =
        options
            .withFps(Math.max(LEAST_FPS, options.fps()))
            .withOutput(new OutputSize.Scale(2))
            .withLength(LONGEST);
    run = new SessionRun(client, frames, frames, made, PRIORITY, () -> 0);
  }

  /** Ends when frames come no sooner than before, in {@link #LONGEST}, or when none come at all. */
  void run() throws InterruptedException {
    if (!client.isConnected()) {
      return;
    }
    LOG.log(Level.INFO, "warming up: made-up frames go through the crowd and back");
    run.start();
    try {
      while (!isOver() && !run.awaitEnd(WINDOW)) {
        look(frames.takeWindow());
      }
    } finally {
      run.stop();
    }
    for (int i = 0; i < LAST_WINDOWS && !run.awaitEnd(WINDOW); i++) {}
  }

  private boolean isOver() {
    return (steady >= STEADY_WINDOWS && cameBack >= LEAST_FRAMES)
        || empty >= EMPTY_WINDOWS
        || !client.isConnected();
  }

  /** Ends it early. Any thread. */
  void stop() {
    run.stop();
  }

  private void look(MadeUpFrames.Window window) {
    if (window.nanos().length == 0) {
      empty++;
      return;
    }
    empty = 0;
    cameBack += window.nanos().length;
    long medianNanos = Arrays.stream(window.nanos()).sorted().toArray()[window.nanos().length / 2];
    boolean sooner = medianNanos < SOONER * bestNanos;
    steady = sooner || window.late() > 0 ? 0 : steady + 1;
    bestNanos = Math.min(bestNanos, medianNanos);
  }
}
