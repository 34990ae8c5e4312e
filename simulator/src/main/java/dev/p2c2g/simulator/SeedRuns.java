package dev.p2c2g.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Many seeds of the same options, several at a time. */
public final class SeedRuns {
  private final SimulationOptions options;
  private final int threads;

  /**
   * One seed, played to its end.
   *
   * @param wallNanos that it took, the others beside it
   * @param played how many seeds are done by then, this one included
   * @param broken how many of them broke a rule
   * @param inARow so many of the first ones are all done: a run that is cut short can go on there
   */
  public record Played(
      long seed, Outcome outcome, long wallNanos, int played, int broken, int inARow) {}

  private record Result(int index, Outcome outcome, long wallNanos) {}

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
   * Plays all of them, one broken seed or not; they begin in this order.
   *
   * @param done hears of each as it ends, on the calling thread
   * @return those that broke a rule, in no order
   */
  public List<Outcome.Broken> run(List<Long> seeds, Consumer<Played> done)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      ExecutorCompletionService<Result> running = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < seeds.size(); i++) {
        int index = i;
        running.submit(() -> play(index, seeds.get(index)));
      }
      List<Outcome.Broken> broken = new ArrayList<>();
      BitSet ended = new BitSet();
      for (int i = 1; i <= seeds.size(); i++) {
        Result result = running.take().get();
        if (result.outcome() instanceof Outcome.Broken one) {
          broken.add(one);
        }
        ended.set(result.index());
        done.accept(
            new Played(
                seeds.get(result.index()),
                result.outcome(),
                result.wallNanos(),
                i,
                broken.size(),
                ended.nextClearBit(0)));
      }
      return broken;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself failed", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private Result play(int index, long seed) {
    long began = System.nanoTime();
    Outcome outcome = new Simulation(options.withSeed(seed)).run();
    return new Result(index, outcome, System.nanoTime() - began);
  }
}
