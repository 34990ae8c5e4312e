package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.benchmarks.Samples;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Gamers of many small tasks, so many a second whatever comes back. */
final class SmallTasks implements AutoCloseable {
  private static final int BYTES = 256;
  private static final long TICK_NANOS = 2_000_000;
  private static final int SECONDS_TO_ANSWER = 20;

  /** Each may have 1,024 tasks open: together those of two seconds. */
  private final List<GamerClient> gamers =
      IntStream.range(0, 4).mapToObj(i -> new GamerClient("bench" + i)).toList();

  private final Payload data = Payload.of(new byte[BYTES]);

  SmallTasks(String url) {
    if (!gamers.stream().allMatch(gamer -> gamer.connectToCoordinator(url))) {
      throw new IllegalStateException("no coordinator at " + url);
    }
  }

  /**
   * What came of it.
   *
   * @param endToEnd of the tasks that succeeded
   */
  record Outcome(int submitted, int failed, double perSecond, Samples endToEnd) {}

  Outcome run(int perSecond, int seconds) throws InterruptedException {
    var total = perSecond * seconds;
    var answered = new Semaphore(0);
    var failed = new AtomicInteger();
    var samples = new Samples(total);
    var start = System.nanoTime();
    for (var submitted = 0; submitted < total; submitted++) {
      var dueNanos = start + submitted * 1_000_000_000L / perSecond;
      while (System.nanoTime() + TICK_NANOS < dueNanos) {
        LockSupport.parkNanos(TICK_NANOS);
      }
      submit(gamers.get(submitted % gamers.size()), samples, failed, answered);
    }
    var nanos = System.nanoTime() - start;
    if (!answered.tryAcquire(total, SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
      failed.addAndGet(total - answered.availablePermits());
    }
    return new Outcome(total, failed.get(), total * 1e9 / nanos, samples);
  }

  @Override
  public void close() {
    gamers.forEach(GamerClient::close);
  }

  private void submit(
      GamerClient gamer, Samples samples, AtomicInteger failed, Semaphore answered) {
    var submittedNanos = System.nanoTime();
    var _ =
        gamer
            .submitTask(
                "echo", data, Json.object(), GamerClient.DEFAULT_PRIORITY, OptionalLong.empty())
            .result()
            .handle((result, error) -> {
              if (error == null && result.success()) {
                add(samples, System.nanoTime() - submittedNanos);
              } else {
                failed.incrementAndGet();
              }
              answered.release();
              return result;
            });
  }

  private static void add(Samples samples, long nanos) {
    synchronized (samples) {
      samples.add(nanos);
    }
  }
}
