package dev.p2c2g.benchmarks.stores;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Durable tasks a second from submission to result, through gamer, coordinator, store and peer,
 * beside a bare producer and consumer on the same server that compute nothing and answer nobody.
 */
public final class StoresBenchmark {
  private static final int TASKS = 4_000;
  private static final int BYTES = 1_024;
  private static final int ROUNDS = 5;

  private StoresBenchmark() {}

  public static void run() throws Exception {
    try (var redis = new RedisHere();
        var postgres = new PostgresHere()) {
      for (var server : List.of(redis, postgres)) {
        compare(server);
      }
    }
  }

  private static void compare(Server server) throws Exception {
    try (var load = new DurableLoad(server.environment())) {
      server.bareLoop(TASKS, BYTES);
      load.run(TASKS, BYTES);
      var bare = new double[ROUNDS];
      var ours = new double[ROUNDS];
      for (var round : IntStream.range(0, ROUNDS).toArray()) {
        bare[round] = perSecond(() -> server.bareLoop(TASKS, BYTES));
        ours[round] = perSecond(() -> load.run(TASKS, BYTES));
        System.out.printf(
            "%s round %d: bare %.0f tasks/s, durable %.0f%n",
            server.name(), round + 1, bare[round], ours[round]);
      }
      var ratios = IntStream.range(0, ROUNDS).mapToDouble(i -> ours[i] / bare[i]).toArray();
      System.out.printf(
          "%s: bare loop %.0f tasks/s, durable tasks %.0f tasks/s, ratio %.2f (medians of %d)%n",
          server.name(), median(bare), median(ours), median(ratios), ROUNDS);
    }
  }

  /** Something to be timed. */
  @FunctionalInterface
  private interface Timed {
    void run() throws Exception;
  }

  private static double perSecond(Timed what) throws Exception {
    var began = System.nanoTime();
    what.run();
    return TASKS / ((System.nanoTime() - began) / 1e9);
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
