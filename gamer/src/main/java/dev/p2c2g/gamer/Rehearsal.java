package dev.p2c2g.gamer;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends made-up frames through the crowd and back before the first real one, and decodes what
 * comes: the first messages of a new process cost many times what later ones do, and while the
 * compiler catches up everything else waits for it.
 */
final class Rehearsal {
  static final int WIDTH = 960;

  private static final int HEIGHT = 540;
  private static final FrameSize OUTPUT = new FrameSize(2 * WIDTH, 2 * HEIGHT);
  private static final int TASKS_A_ROUND =
      6; // more than one peer takes at once, so that several get warm
  private static final int PRIORITY = 0; // before nobody's real frame
  private static final long MAX_MS = 2_500;

  /** So many rounds in a row, each as quick as this, and there is nothing left to wait for. */
  private static final int QUICK_ROUNDS = 12;

  private static final long QUICK_MS = 110;

  private final GamerClient client;
  private final FrameUpscaleParams params;
  private final PictureMaker maker = new PictureMaker();

  Rehearsal(GamerClient client, Quality quality) {
    this.client = client;
    this.params = FrameUpscaleParams.of(WIDTH, HEIGHT, OUTPUT.width(), OUTPUT.height(), quality);
  }

  /**
   * Ends when it goes quickly, after {@value #MAX_MS} ms, or with the first task that brings no
   * result.
   */
  void run() throws InterruptedException {
    CapturedFrame frame = SessionWarmUp.madeUp(WIDTH, HEIGHT);
    long startNanos = System.nanoTime();
    boolean going = client.isConnected();
    int quick = 0;
    while (going && quick < QUICK_ROUNDS) {
      long roundMs = elapsedMs(startNanos);
      going = roundMs < MAX_MS && sendAndAwait(frame, MAX_MS - roundMs);
      quick = elapsedMs(startNanos) - roundMs < QUICK_MS ? quick + 1 : 0;
    }
  }

  private static long elapsedMs(long sinceNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
  }

  private boolean sendAndAwait(CapturedFrame frame, long timeoutMs) throws InterruptedException {
    List<TaskHandle> tasks =
        Stream.generate(() -> client.submit(frame, params, PRIORITY, OptionalLong.of(timeoutMs)))
            .limit(TASKS_A_ROUND)
            .toList();
    for (TaskHandle task : tasks) {
      if (!succeeds(task, timeoutMs)) {
        return false;
      }
    }
    return true;
  }

  private boolean succeeds(TaskHandle task, long timeoutMs) throws InterruptedException {
    try {
      var result =
          Answers.await(task.result(), Duration.ofMillis(timeoutMs)).filter(TaskResult::success);
      if (result.isPresent()) {
        var _ = maker.fromResult(Answers.payload(result.get()).toByteArray(), OUTPUT);
      }
      return result.isPresent();
    } catch (TaskException e) {
      return false;
    }
  }
}
