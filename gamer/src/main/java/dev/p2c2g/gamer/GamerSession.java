package dev.p2c2g.gamer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final GamerClient client;
  private final Rehearsal rehearsal;
  private final SessionRun run;
  private final Thread reconnecting;
  private final AtomicBoolean ran = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * A session to be {@link #run} once.
   *
   * @param client asked to connect before, with whatever success
   * @param source used by the capture thread alone until the session has ended
   * @param sink used by the presenting thread alone until the session has ended
   */
  public GamerSession(
      GamerClient client, FrameSource source, FrameSink sink, SessionOptions options) {
    this.client = client;
    Reconnector reconnector = new Reconnector(client);
    rehearsal = new Rehearsal(client, options);
    run =
        new SessionRun(
            client, source, sink, options, GamerClient.DEFAULT_PRIORITY, reconnector::reconnects);
    reconnecting = Thread.ofPlatform().daemon().name("gamer-reconnect").unstarted(reconnector);
  }

  /** {@link #run(Consumer)} with nobody listening. */
  public SessionReport run() throws CaptureException, InterruptedException {
    return run(_ -> {});
  }

  /**
   * Warms up, which takes a few seconds, ten on a busy machine, and sends made-up frames through
   * the crowd; then runs to the end.
   *
   * @param progress called about twice a second, on the calling thread, with the figures so far
   * @return the final figures
   * @throws CaptureException when not one frame could be captured
   * @throws IllegalStateException when it was run before, or the sink failed
   */
  public SessionReport run(Consumer<SessionReport> progress)
      throws CaptureException, InterruptedException {
    if (ran.getAndSet(true)) {
      throw new IllegalStateException("a session runs once; make another");
    }
    if (!closed) {
      SessionWarmUp.run();
      client.warmUp();
      rehearsal.run();
    }
    run.start();
    reconnecting.start();
    try {
      while (!run.awaitEnd(Duration.ofNanos(LiveReport.INTERVAL_NANOS))) {
        progress.accept(run.report());
      }
    } finally {
      run.stop();
      reconnecting.interrupt();
    }
    reconnecting.join();
    return finalReport();
  }

  /** The figures so far, at most about half a second old. Any thread. */
  public SessionReport report() {
    return run.report();
  }

  /** Ends the session early: no more captures, and {@link #run} returns within a deadline. */
  @Override
  public void close() {
    closed = true;
    rehearsal.stop();
    run.stop();
  }

  private SessionReport finalReport() throws CaptureException {
    SessionReport report = run.report();
    Optional<CaptureException> failure = run.lastFailure();
    if (report.frames().captured() == 0 && failure.isPresent()) {
      throw failure.get();
    }
    return report;
  }
}
