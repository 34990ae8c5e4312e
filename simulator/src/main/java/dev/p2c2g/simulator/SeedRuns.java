package dev.p2c2g.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Many seeds of the same options, several at a time. */
public final class SeedRuns {
  private final SimulationOptions options;
  private final int threads;

  /**
   * @param threads runs at a time, at least 1
   */
  public SeedRuns(SimulationOptions options, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    this.options = options;
    this.threads = threads;
  }

  /**
   * Plays all of them, one broken seed or not.
   *
   * @param done hears of each outcome as it comes, and how many there are by then
   * @return those that broke a rule, in no order
   */
  public List<Outcome.Broken> run(List<Long> seeds, BiConsumer<Outcome, Integer> done)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      ExecutorCompletionService<Outcome> running = new ExecutorCompletionService<>(pool);
      seeds.forEach(seed -> running.submit(() -> new Simulation(options.withSeed(seed)).run()));
      List<Outcome.Broken> broken = new ArrayList<>();
      for (int i = 1; i <= seeds.size(); i++) {
        Outcome outcome = running.take().get();
        if (outcome instanceof Outcome.Broken one) {
          broken.add(one);
        }
        done.accept(outcome, i);
      }
      return broken;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself failed", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
