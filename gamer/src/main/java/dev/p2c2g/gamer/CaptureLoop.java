package dev.p2c2g.gamer;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.TaskResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Captures and submits at an even pace, on a thread of its own. Whatever it captures is handed to
 * the presenter, before any other news of that frame.
 */
final class CaptureLoop implements Runnable {
  private static final Logger LOG = System.getLogger("gamer");

  /** After so many failures in a row nobody expects the next capture to work. */
  private static final int MAX_FAILURES_IN_A_ROW = 100;

  private final GamerClient client;
  private final FrameSource source;
  private final SessionOptions options;
  private final int priority;
  private final SubmitGate gate;
  private final Semaphore openFrames;
  private final Queue<SessionEvent> inbox;
  private volatile CaptureCounts counts = CaptureCounts.NONE;
  private volatile Optional<CaptureException> lastFailure = Optional.empty();
  private volatile boolean stopped;
  private int failuresInARow;

  /**
   * @param priority of every frame's task
   * @param openFrames one permit for each frame that the presenter may have open
   */
  CaptureLoop(
      GamerClient client,
      FrameSource source,
      SessionOptions options,
      int priority,
      SubmitGate gate,
      Semaphore openFrames,
      Queue<SessionEvent> inbox) {
    this.client = client;
    this.source = source;
    this.options = options;
    this.priority = priority;
    this.gate = gate;
    this.openFrames = openFrames;
    this.inbox = inbox;
  }

  /** Ends the loop before its next capture. Any thread. */
  void stop() {
    stopped = true;
  }

  /** Any thread. */
  CaptureCounts counts() {
    return counts;
  }

  /** The last capture that gave no usable frame. Any thread. */
  Optional<CaptureException> lastFailure() {
    return lastFailure;
  }

  @Override
  public void run() {
    try {
      long startNanos = System.nanoTime();
      long lengthNanos = options.length().map(Duration::toNanos).orElse(Long.MAX_VALUE);
      Ticker ticker = new Ticker(options.fps(), startNanos);
      boolean more = true;
      while (more && !stopped) {
        long dueNanos = ticker.next(System.nanoTime());
        counts = counts.withSkippedTicks(ticker.skipped());
        more = dueNanos - startNanos < lengthNanos && sleepUntil(dueNanos) && captureNext();
      }
    } finally {
      inbox.add(new SessionEvent.Ended());
    }
  }

  /** False when the loop was stopped meanwhile. */
  private boolean sleepUntil(long dueNanos) {
    long left = dueNanos - System.nanoTime();
    while (left > 0 && !stopped) {
      LockSupport.parkNanos(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
      left = dueNanos - System.nanoTime();
    }
    return !stopped;
  }

  /** False when the source has ended, or seems to be beyond help. */
  private boolean captureNext() {
    try {
      long startNanos = System.nanoTime();
      Optional<CapturedFrame> frame = source.next();
      long tookNanos = System.nanoTime() - startNanos;
      if (frame.isPresent()) {
        take(frame.get(), options.output().of(frame.get()), tookNanos);
        failuresInARow = 0;
      }
      return frame.isPresent();
    } catch (CaptureException e) {
      return failed(e);
    }
  }

  private boolean failed(CaptureException e) {
    Level level = lastFailure.isEmpty() ? Level.WARNING : Level.DEBUG;
    LOG.log(level, "no frame: {0} (counted; further ones are not logged)", e.getMessage());
    lastFailure = Optional.of(e);
    counts = counts.plusFailure();
    return ++failuresInARow < MAX_FAILURES_IN_A_ROW;
  }

  private void take(CapturedFrame frame, FrameSize output, long tookNanos) {
    counts = counts.plusCaptured();
    if (!openFrames.tryAcquire()) {
      counts = counts.plusOverrun();
      return;
    }
    Optional<LocalCause> obstacle =
        client.isConnected() ? gate.enter() : Optional.of(LocalCause.DISCONNECTED);
    if (obstacle.isPresent()) {
      inbox.add(new SessionEvent.Captured(frame, output, tookNanos, Optional.empty()));
      inbox.add(new SessionEvent.Unanswered(frame.index(), obstacle.get()));
    } else {
      submit(frame, output, tookNanos);
    }
  }

  private void submit(CapturedFrame frame, FrameSize output, long tookNanos) {
    long submittedNanos = System.nanoTime();
    FrameUpscaleParams params =
        FrameUpscaleParams.of(
                frame.width(), frame.height(), output.width(), output.height(), options.quality())
            .withAlgorithm(options.algorithm());
    TaskHandle task =
        client.submit(frame, params, priority, OptionalLong.of(remainingMs(frame, submittedNanos)));
    counts = counts.plusSubmitted();
    inbox.add(new SessionEvent.Captured(frame, output, tookNanos, Optional.of(task)));
    var _ =
        task.result()
            .whenComplete((result, why) -> {
              if (why instanceof TaskException failure) {
                unanswered(frame.index(), failure);
              } else {
                answered(frame.index(), result, task, submittedNanos);
              }
            });
  }

  /** What is left of a frame's deadline. */
  private long remainingMs(CapturedFrame frame, long nowNanos) {
    long agedMs = TimeUnit.NANOSECONDS.toMillis(nowNanos - frame.capturedNanos());
    return Math.max(1, options.deadlineMs() - agedMs);
  }

  private void answered(long index, TaskResult result, TaskHandle task, long submittedNanos) {
    gate.leave();
    inbox.add(
        new SessionEvent.Answered(
            index, result, submittedNanos, task.acceptance(), System.nanoTime()));
  }

  private void unanswered(long index, TaskException why) {
    gate.leaveRefused(
        why instanceof SubmitRefusedException refusal
            ? refusal.retryAfterMs()
            : OptionalLong.empty());
    inbox.add(new SessionEvent.Unanswered(index, LocalCause.of(why)));
  }
}
