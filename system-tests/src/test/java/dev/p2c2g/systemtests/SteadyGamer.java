package dev.p2c2g.systemtests;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A gamer that submits frames at a steady pace until it is told to stop. */
final class SteadyGamer implements AutoCloseable {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  /** Generous: a connection that ends loses its frames, however long they might have taken. */
  static final long DEADLINE_MS = 4_000;

  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;
  private static final int SECONDS_TO_ANSWER = 10;

  private final GamerClient client = new GamerClient("steady");
  private final byte[] jpeg;
  private final List<CompletableFuture<Long>> frames = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;

  /** Connects, has one frame upscaled, and starts. */
  SteadyGamer(String url, Access access, byte[] jpeg) throws Exception {
    this.jpeg = jpeg;
    client.connect(url, access);
    var _ = submit(SECONDS_TO_ANSWER * 1_000L).get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    thread = Thread.ofPlatform().daemon().name("steady gamer").start(this::submitAll);
  }

  /** Stops, and tells how long each frame took, in milliseconds; fails where one was lost. */
  List<Long> stop() throws Exception {
    running = false;
    thread.join();
    var took = new ArrayList<Long>();
    for (var frame : frames) {
      took.add(frame.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS));
    }
    return took;
  }

  private void submitAll() {
    for (var dueNanos = System.nanoTime(); running; dueNanos += PERIOD_NANOS) {
      LockSupport.parkNanos(dueNanos - System.nanoTime());
      frames.add(submit(DEADLINE_MS));
    }
  }

  private CompletableFuture<Long> submit(long deadlineMs) {
    var startNanos = System.nanoTime();
    var params = FrameUpscaleParams.of(WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT, Quality.FAST);
    return client
        .submitTask(
            FrameUpscaleParams.TASK_TYPE,
            Payload.of(jpeg),
            params.toJson(),
            GamerClient.DEFAULT_PRIORITY,
            OptionalLong.of(deadlineMs))
        .result()
        .thenApply(result -> millis(startNanos, result));
  }

  private static long millis(long startNanos, TaskResult result) {
    if (result.outcome() instanceof TaskResult.Failure failure) {
      throw new IllegalStateException("a frame was lost: " + failure);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  @Override
  public void close() {
    running = false;
    client.close();
  }
}
