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
import java.util.function.LongSupplier;

/**
 * Frames on their way from a source to a sink, from the first to the last: one thread captures and
 * submits, one decodes and shows. Runs once.
 */
final class SessionRun {
  /** Frames between capture and display, whatever the display does. */
  private static final int MAX_OPEN_FRAMES = 2 * SessionOptions.MOST_IN_FLIGHT;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final CaptureLoop capture;
  private final LiveReport live;
  private final Thread capturing;
  private final FutureTask<Void> presenting;

  /**
   * @param priority of every frame's task
   * @param reconnects connections made anew so far
   */
  SessionRun(
      GamerClient client,
      FrameSource source,
      FrameSink sink,
      SessionOptions options,
      int priority,
      LongSupplier reconnects) {
    BlockingQueue<SessionEvent> inbox = new LinkedBlockingQueue<>(); // bounded by the open frames
    Semaphore openFrames = new Semaphore(MAX_OPEN_FRAMES);
    SubmitGate gate = new SubmitGate(options.inFlightLimit(), System::nanoTime);
    Pacer pacer =
        new Pacer(
            System::nanoTime,
            TimeUnit.MILLISECONDS.toNanos(options.deadlineMs()),
            NANOS_PER_SECOND / options.fps());
    capture = new CaptureLoop(client, source, options, priority, gate, openFrames, inbox);
    live =
        new LiveReport(() ->
            new LiveReport.Others(
                gate.inFlight(), client.isConnected(), reconnects.getAsLong(), capture.counts()));
    presenting = new FutureTask<>(new Presenter(inbox, openFrames, pacer, sink, live), null);
    capturing = Thread.ofPlatform().daemon().name("gamer-capture").unstarted(capture);
  }

  /** Once. */
  void start() {
    live.begin();
    capturing.start();
    Thread.ofPlatform().daemon().name("gamer-present").start(presenting);
  }

  /** No more captures: the run ends within a deadline. Any thread. */
  void stop() {
    capture.stop();
  }

  /**
   * False when it still runs after that time.
   *
   * @throws IllegalStateException when the sink failed
   */
  boolean awaitEnd(Duration timeout) throws InterruptedException {
    try {
      presenting.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      capturing.join();
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("frames can no longer be shown: " + e.getCause(), e);
    }
  }

  /** The figures so far, at most about half a second old; after the end, the final ones. */
  SessionReport report() {
    return live.latest();
  }

  /** The last capture that gave no usable frame. */
  Optional<CaptureException> lastFailure() {
    return capture.lastFailure();
  }
}
