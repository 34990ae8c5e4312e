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
 * Sends a few made-up frames through the crowd and back before the first real one, since the first
 * messages of a new process cost many times what later ones do. Their results are thrown away.
 */
final class Rehearsal {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;
  private static final int ROUNDS = 12;
  private static final int TASKS_A_ROUND = 4;
  private static final int PRIORITY = 0; // before nobody's real frame
  private static final long MAX_MS = 250;

  private final GamerClient client;
  private final FrameUpscaleParams params;

  Rehearsal(GamerClient client, Quality quality) {
    this.client = client;
    this.params = FrameUpscaleParams.of(WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT, quality);
  }

  /** Ends after {@value #MAX_MS} ms, or with the first task that brings no result. */
  void run() throws InterruptedException {
    CapturedFrame frame = SessionWarmUp.madeUp(WIDTH, HEIGHT);
    long startNanos = System.nanoTime();
    boolean going = client.isConnected();
    for (int round = 0; round < ROUNDS && going; round++) {
      long leftMs = MAX_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      going = leftMs > 0 && sendAndAwait(frame, leftMs);
    }
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

  private static boolean succeeds(TaskHandle task, long timeoutMs) throws InterruptedException {
    try {
      return Answers.await(task.result(), Duration.ofMillis(timeoutMs))
          .filter(TaskResult::success)
          .isPresent();
    } catch (TaskException e) {
      return false;
    }
  }
}
