package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.benchmarks.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a dying and a silent peer cost a gamer: four real peer processes upscale 30 frames a second;
 * again and again the one that has just got a frame is killed, or stopped and continued.
 */
public final class FailoverBenchmark implements AutoCloseable {
  private static final int REPETITIONS = 20;
  private static final int PEERS = 4;
  private static final int LANES = 2;
  private static final int FPS = 30;
  private static final TestPicture PICTURE = new TestPicture(640, 360);

  /** Until the code is compiled, and the coordinator has forgotten how slow answers were before. */
  private static final long WARM_UP_MS = 20_000;

  /** The peer that took the last killed one's place compiles its code on the same two cores. */
  private static final long BEFORE_MS = 2_500;

  private static final int BEFORE_SPREAD_MS = 100;
  private static final long AFTER_MS = 700;
  private static final long STOPPED_MS = 500;

  private final Bars bars = new Bars("failover");
  private final Random random = new Random(3);
  private final CoordinatorProcess coordinator = CoordinatorProcess.start("");
  private final Crowd crowd = new Crowd(coordinator.url(), LANES);
  private final FrameStream stream = new FrameStream(coordinator.url(), PICTURE, FPS);
  private final Explained explained = new Explained(coordinator.port());
  private final List<Frame> frames = new ArrayList<>();

  private FailoverBenchmark() throws Exception {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    try (var benchmark = new FailoverBenchmark()) {
      benchmark.measure();
    }
  }

  @Override
  public void close() {
    explained.close();
    stream.close();
    crowd.close();
    coordinator.close();
  }

  private void measure() throws Exception {
    crowd.fill(PEERS);
    stream.run(WARM_UP_MS);
    var stopped = new Samples(REPETITIONS * FPS);
    var sinceKill = new Samples(REPETITIONS * FPS);
    var sinceEnd = new Samples(REPETITIONS * FPS);
    for (var i = 1; i <= REPETITIONS; i++) {
      stop(i, stopped);
    }
    for (var i = 1; i <= REPETITIONS; i++) {
      kill(i, sinceKill, sinceEnd);
    }
    bars.atMost(
        "killed: at another peer after the socket's end, p99", 10, "ms", ms(sinceEnd, 0.99));
    bars.atMost("stopped: at another peer after the stop, p99", 50, "ms", ms(stopped, 0.99));
    bars.atMost("frames lost", 0, "", (double) Frame.countLost(frames));
    bars.below("end to end, all frames, p99", 100, "ms", ms(Frame.endToEnd(frames), 0.99));
    bars.note("killed: p50 after the socket's end, ms", ms(sinceEnd, 0.5));
    bars.note("killed: p50 after the signal, ms", ms(sinceKill, 0.5));
    bars.note("killed: p99 after the signal, ms", ms(sinceKill, 0.99));
    bars.note("killed: pieces of work moved", sinceEnd.count());
    bars.note("stopped: p50 after the stop, ms", ms(stopped, 0.5));
    bars.note("stopped: pieces of work moved", stopped.count());
    bars.note("end to end p50, ms", ms(Frame.endToEnd(frames), 0.5));
    bars.note("frames", frames.size());
    bars.finish();
  }

  private void stop(int number, Samples stopped) throws Exception {
    var struck = strike(Signal.STOP);
    Thread.sleep(STOPPED_MS);
    struck.peer().send(Signal.CONT);
    Thread.sleep(AFTER_MS);
    for (var moved : end(struck).moved()) {
      var nanos = moved.sinceNanos(struck.signalNanos());
      stopped.add(nanos);
      System.out.printf(
          "stopped %d: %s moved after %.1f ms%n", number, moved.frame().taskId(), nanos / 1e6);
    }
  }

  private void kill(int number, Samples sinceKill, Samples sinceEnd) throws Exception {
    var struck = strike(Signal.KILL);
    Thread.sleep(AFTER_MS);
    for (var moved : end(struck).moved()) {
      var nanos = Math.max(0, moved.sinceNanos(socketEndNanos(struck.peer(), moved.frame())));
      sinceKill.add(moved.sinceNanos(struck.signalNanos()));
      sinceEnd.add(nanos);
      System.out.printf(
          "killed %d: %s moved after %.1f ms%n", number, moved.frame().taskId(), nanos / 1e6);
    }
    crowd.bury(struck.peer());
    crowd.fill(PEERS);
  }

  private Crowd.Struck strike(Signal signal) throws Exception {
    crowd.journal().clear();
    stream.start();
    Thread.sleep(BEFORE_MS + random.nextInt(BEFORE_SPREAD_MS));
    return crowd.strikeNext(signal);
  }

  private Repetition end(Crowd.Struck struck) throws Exception {
    var ended = stream.stop();
    frames.addAll(ended);
    for (var frame : ended) {
      if (!frame.upscaled()) {
        System.out.println("lost: " + explained.story(frame.taskId()));
      }
    }
    return new Repetition(
        struck.peer().name(), struck.signalNanos(), ended, List.copyOf(crowd.journal().works()));
  }

  /**
   * The earlier of what two saw: this process, by the output of the killed one, which the kernel
   * closes together with its sockets; and the coordinator, counted as if the frame had reached it
   * the moment it was submitted.
   */
  private long socketEndNanos(PeerProcess killed, Frame frame) throws Exception {
    var seenHere = killed.awaitEndNanos();
    return Explained.lostAfterNanos(explained.story(frame.taskId()), killed.name()).stream()
        .map(after -> Math.min(seenHere, frame.submittedNanos() + after))
        .findFirst()
        .orElse(seenHere);
  }

  private static double ms(Samples samples, double share) {
    return samples.micros(share) / 1e3;
  }
}
