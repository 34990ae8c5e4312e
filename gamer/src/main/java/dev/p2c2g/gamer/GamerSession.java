package dev.p2c2g.gamer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Captures, has frames upscaled by the crowd and shows them, at an even rate, until its source
 * ends, its time is over or it is closed. Frames that do not come back in time are upscaled here
 * with a quick algorithm, so the screen is never blank; {@link Pacer} has the rules. While the
 * coordinator is away all frames are, and the connection is tried again and again.
 *
 * <p>Threads: one captures and submits, one decodes and shows, one connects again; the network's
 * event loop only passes on what comes. Source and sink are used, not closed.
 */
public final class GamerSession implements AutoCloseable {
  /** Frames between capture and display, whatever the display does. */
  private static final int MAX_OPEN_FRAMES = 2 * SessionOptions.MOST_IN_FLIGHT;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Rehearsal rehearsal;
  private final CaptureLoop capture;
  private final Presenter presenter;
  private final Reconnector reconnector;
  private final LiveReport live;
  private final Thread capturing;
  private final Thread reconnecting;
  private final FutureTask<Void> presenting;

  /**
   * A session to be {@link #run} once.
   *
   * @param client asked to connect before, with whatever success
   * @param source used by the capture thread alone until the session has ended
   * @param sink used by the presenting thread alone until the session has ended
   */
  public GamerSession(
      GamerClient client, FrameSource source, FrameSink sink, SessionOptions options) {
    BlockingQueue<SessionEvent> inbox = new LinkedBlockingQueue<>(); // bounded by the open frames
    Semaphore openFrames = new Semaphore(MAX_OPEN_FRAMES);
    SubmitGate gate = new SubmitGate(options.inFlightLimit(), System::nanoTime);
    Pacer pacer =
        new Pacer(
            System::nanoTime,
            TimeUnit.MILLISECONDS.toNanos(options.deadlineMs()),
            NANOS_PER_SECOND / options.fps());
    rehearsal = new Rehearsal(client, options.quality());
    capture = new CaptureLoop(client, source, options, gate, openFrames, inbox);
    reconnector = new Reconnector(client);
    live =
        new LiveReport(() ->
            new LiveReport.Others(
                gate.inFlight(), client.isConnected(), reconnector.reconnects(), capture.counts()));
    presenter = new Presenter(inbox, openFrames, pacer, sink, live);
    presenting = new FutureTask<>(presenter, null);
    capturing = Thread.ofPlatform().daemon().name("gamer-capture").unstarted(capture);
    reconnecting = Thread.ofPlatform().daemon().name("gamer-reconnect").unstarted(reconnector);
  }

  /** {@link #run(Consumer)} with nobody listening. */
  public SessionReport run() throws CaptureException, InterruptedException {
    return run(_ -> {});
  }

  /**
   * Warms up, which takes less than a second and sends a few made-up frames through the crowd, and
   * runs to the end.
   *
   * @param progress called about twice a second, on the calling thread, with the figures so far
   * @return the final figures
   * @throws CaptureException when not one frame could be captured
   * @throws IllegalStateException when it was run before, or the sink failed
   */
  public SessionReport run(Consumer<SessionReport> progress)
      throws CaptureException, InterruptedException {
    SessionWarmUp.run();
    rehearsal.run();
    start();
    try {
      while (!awaitEnd(Duration.ofNanos(LiveReport.INTERVAL_NANOS))) {
        progress.accept(live.latest());
      }
    } finally {
      capture.stop();
      reconnecting.interrupt();
    }
    capturing.join();
    reconnecting.join();
    return finalReport();
  }

  /** The figures so far, at most about half a second old. Any thread. */
  public SessionReport report() {
    return live.latest();
  }

  /** Ends the session early: no more captures, and {@link #run} returns within a deadline. */
  @Override
  public void close() {
    capture.stop();
  }

  private void start() {
    if (capturing.getState() != Thread.State.NEW) {
      throw new IllegalStateException("a session runs once; make another");
    }
    live.begin();
    capturing.start();
    reconnecting.start();
    Thread.ofPlatform().daemon().name("gamer-present").start(presenting);
  }

  /** False when the session still runs after that time. */
  private boolean awaitEnd(Duration timeout) throws InterruptedException {
    try {
      presenting.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("frames can no longer be shown: " + e.getCause(), e);
    }
  }

  private SessionReport finalReport() throws CaptureException {
    SessionReport report = live.latest();
    Optional<CaptureException> failure = capture.lastFailure();
    if (report.frames().captured() == 0 && failure.isPresent()) {
      throw failure.get();
    }
    return report;
  }
}
