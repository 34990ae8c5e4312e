package dev.p2c2g.simulator;

import java.util.function.Consumer;

/** How many peers some gamers need, by trying: twice as many until it is enough, then bisection. */
public final class PeerFinder {
  /** The share of frames in time that is enough. */
  public static final double ENOUGH = 0.99;

  private static final int MOST = 100_000;

  /** Stops once it knows the number to about this share of it. */
  private static final double PRECISION = 0.03;

  private final SimulationOptions options;
  private final Consumer<Trial> tried;

  /** One number of peers and how it went. */
  public record Trial(int peers, double inTimeShare, double p99Ms) {
    public boolean isEnough() {
      return inTimeShare >= ENOUGH;
    }
  }

  /**
   * @param options the gamers and faults; their number of peers is where the search begins
   * @param tried hears of each trial as it is done
   */
  public PeerFinder(SimulationOptions options, Consumer<Trial> tried) {
    this.options = options;
    this.tried = tried;
  }

  /**
   * The least number of peers found to be enough.
   *
   * @throws IllegalStateException if a rule breaks on the way, or nothing is enough
   */
  public int find() {
    int low = 0;
    int high = options.peers();
    while (!isEnough(high)) {
      low = high;
      if (high == MOST) {
        throw new IllegalStateException(
            "not even %d peers are enough; allow fewer gamers or faster peers".formatted(MOST));
      }
      high = Math.min(MOST, 2 * high);
    }
    while (high - low > Math.max(1, PRECISION * high)) {
      int middle = (low + high) >>> 1;
      if (isEnough(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean isEnough(int peers) {
    Outcome outcome = new Simulation(options.withPeers(peers)).run();
    return switch (outcome) {
      case Outcome.Broken broken -> throw new IllegalStateException(broken.report());
      case Outcome.Passed(Summary summary) -> {
        Trial trial = new Trial(peers, summary.inTimeShare(), summary.p99Ms());
        tried.accept(trial);
        yield trial.isEnough();
      }
    };
  }
}
