package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.benchmarks.Samples;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
   * @param failures how many, by reason
   * @param endToEnd of the tasks that succeeded
   */
  record Outcome(int submitted, Map<String, Integer> failures, double perSecond, Samples endToEnd) {
    int failed() {
      return failures.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  Outcome run(int perSecond, int seconds) throws InterruptedException {
    var total = perSecond * seconds;
    var answered = new Semaphore(0);
    var failures = new ConcurrentHashMap<String, Integer>();
    var samples = new Samples(total);
    var start = System.nanoTime();
    for (var submitted = 0; submitted < total; submitted++) {
      var dueNanos = start + submitted * 1_000_000_000L / perSecond;
      while (System.nanoTime() + TICK_NANOS < dueNanos) {
        LockSupport.parkNanos(TICK_NANOS);
      }
      submit(gamers.get(submitted % gamers.size()), samples, failures, answered);
    }
    var nanos = System.nanoTime() - start;
    if (!answered.tryAcquire(total, SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
      failures.put("no answer", total - answered.availablePermits());
    }
    return new Outcome(total, Map.copyOf(failures), total * 1e9 / nanos, samples);
  }

  @Override
  public void close() {
    gamers.forEach(GamerClient::close);
  }

  private void submit(
      GamerClient gamer, Samples samples, Map<String, Integer> failures, Semaphore answered) {
    var submittedNanos = System.nanoTime();
    var _ =
        gamer
            .submitTask(
                "echo", data, Json.object(), GamerClient.DEFAULT_PRIORITY, OptionalLong.empty())
            .result()
            .thenApply(SmallTasks::trouble)
            .exceptionally(error -> error.getClass().getSimpleName())
            .thenAccept(trouble -> {
              if (trouble.isEmpty()) {
                add(samples, System.nanoTime() - submittedNanos);
              } else {
                failures.merge(trouble, 1, Integer::sum);
              }
              answered.release();
            });
  }

  /** Why there is no result; empty when there is. */
  private static String trouble(TaskResult result) {
    return switch (result.outcome()) {
      case TaskResult.Success _ -> "";
      case TaskResult.Failure failure -> failure.code().orElse("no code");
    };
  }

  private static void add(Samples samples, long nanos) {
    synchronized (samples) {
      samples.add(nanos);
    }
  }
}
