package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A gamer who submits the same frame again and again at a steady rate, and keeps every answer. */
final class FrameStream implements AutoCloseable {
  /** So late that a frame which was forgotten is told from one that was late. */
  private static final long DEADLINE_MS = 1_000;

  private static final int SECONDS_TO_ANSWER = 10;

  private final GamerClient gamer = new GamerClient("bench");
  private final Payload data;
  private final FrameUpscaleParams params;
  private final long periodNanos;
  private final int framesAtOnce;
  private final List<CompletableFuture<Frame>> frames = new ArrayList<>();
  private volatile boolean running;
  private Thread thread = Thread.currentThread();

  FrameStream(String url, TestPicture picture, int timesPerSecond) {
    this(url, picture, timesPerSecond, 1);
  }

  /**
   * @param framesAtOnce as if so many gamers played in step
   */
  FrameStream(String url, TestPicture picture, int timesPerSecond, int framesAtOnce) {
    data = Payload.of(picture.jpeg());
    params = picture.params();
    periodNanos = Math.round(1e9 / timesPerSecond);
    this.framesAtOnce = framesAtOnce;
    if (!gamer.connectToCoordinator(url)) {
      throw new IllegalStateException("no coordinator at " + url);
    }
  }

  /** Begins to submit, on a thread of its own. */
  void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("frames").start(this::submitAll);
  }

  /** Submits no more, and waits for what is open. */
  List<Frame> stop() throws Exception {
    running = false;
    thread.join();
    var answered = new ArrayList<Frame>();
    for (var frame : frames) {
      answered.add(frame.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS));
    }
    frames.clear();
    return answered;
  }

  /** Submits for so long. */
  List<Frame> run(long millis) throws Exception {
    start();
    Thread.sleep(millis);
    return stop();
  }

  /** One frame alone, and what came back of it. */
  Payload ask() throws Exception {
    var result = submitted().result().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    if (result.outcome() instanceof TaskResult.Success success) {
      return success.result();
    }
    throw new IllegalStateException("no picture: " + result);
  }

  @Override
  public void close() {
    gamer.close();
  }

  private void submitAll() {
    for (var dueNanos = System.nanoTime(); running; dueNanos += periodNanos) {
      for (var i = 0; i < framesAtOnce; i++) {
        frames.add(submit());
      }
      for (var left = periodNanos; left > 0; left = dueNanos + periodNanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private CompletableFuture<Frame> submit() {
    var submittedNanos = System.nanoTime();
    return submitted()
        .result()
        .handle((result, error) ->
            error == null
                ? Frame.answered(submittedNanos, System.nanoTime(), result)
                : Frame.lost(submittedNanos, System.nanoTime()));
  }

  private TaskHandle submitted() {
    return gamer.submitTask(
        FrameUpscaleParams.TASK_TYPE,
        data,
        params.toJson(),
        GamerClient.DEFAULT_PRIORITY,
        OptionalLong.of(DEADLINE_MS));
  }
}
