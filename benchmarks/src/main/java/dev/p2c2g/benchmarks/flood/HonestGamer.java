package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.benchmarks.Samples;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A gamer who plays at a steady pace and wants each frame back within its deadline. */
final class HonestGamer implements AutoCloseable {
  static final int WIDTH = 320;
  static final int HEIGHT = 180;
  static final int DEADLINE_MS = 100;
  private static final int FRAMES = 60;
  private static final int SECONDS_TO_ANSWER = 10;

  private final GamerClient client = new GamerClient("honest");
  private final List<byte[]> frames = SmallFrames.of(FRAMES, WIDTH, HEIGHT);
  private final FrameUpscaleParams params =
      FrameUpscaleParams.of(WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT, Quality.FAST);
  private final long periodNanos;
  private int next;

  /** Connects. */
  HonestGamer(String url, Access access, int framesPerSecond) throws Exception {
    periodNanos = TimeUnit.SECONDS.toNanos(1) / framesPerSecond;
    client.connect(url, access);
  }

  /**
   * What became of a frame.
   *
   * @param lost why it did not come back; empty where it did
   */
  private record Fate(long nanos, Optional<String> lost) {}

  /** Plays for so long, and waits for the last answers. */
  Played play(Duration length) throws Exception {
    var count = Math.toIntExact(length.toNanos() / periodNanos);
    var took = new ArrayList<CompletableFuture<Fate>>();
    var startNanos = System.nanoTime();
    for (var n = 0; n < count; n++) {
      var dueNanos = startNanos + n * periodNanos;
      for (var left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      took.add(submit(dueNanos));
    }
    return played(took);
  }

  private static Played played(List<CompletableFuture<Fate>> took) throws Exception {
    var all = new Samples(took.size());
    var lost = new TreeMap<String, Integer>();
    var inTime = 0;
    for (var one : took) {
      var fate = one.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
      if (fate.lost().isPresent()) {
        lost.merge(fate.lost().get(), 1, Integer::sum);
      } else {
        all.add(fate.nanos());
        inTime += fate.nanos() <= TimeUnit.MILLISECONDS.toNanos(DEADLINE_MS) ? 1 : 0;
      }
    }
    return all.count() == 0
        ? new Played(took.size(), 0, 0, 0, lost)
        : new Played(took.size(), inTime, all.micros(0.5) / 1e3, all.micros(0.99) / 1e3, lost);
  }

  private CompletableFuture<Fate> submit(long dueNanos) {
    var frame = frames.get(next++ % frames.size());
    return client
        .submitTask(
            FrameUpscaleParams.TASK_TYPE,
            Payload.of(frame),
            params.toJson(),
            GamerClient.DEFAULT_PRIORITY,
            OptionalLong.of(DEADLINE_MS))
        .result()
        .handle((result, error) ->
            new Fate(
                System.nanoTime() - dueNanos,
                error == null ? lost(result) : Optional.of(error.getClass().getSimpleName())));
  }

  private static Optional<String> lost(TaskResult result) {
    return result.outcome() instanceof TaskResult.Failure failure
        ? Optional.of(failure.code().orElse("failed"))
        : Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }
}
