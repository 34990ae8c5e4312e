package dev.p2c2g.simulator;

import java.util.function.Consumer;

/** How many peers some gamers need, by trying: twice as many until it is enough, then bisection. */
public final class PeerFinder {
  /** The share of frames in time that is enough. */
  public static final double ENOUGH = 0.99;

  private static final int MOST = 100_000;

  /** Doublings that make nothing better, after which no more are tried. */
  private static final int MOST_IN_VAIN = 2;

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
    double best = 0;
    int inVain = 0;
    Trial trial = trial(high);
    while (!trial.isEnough()) {
      inVain = trial.inTimeShare() > best ? 0 : inVain + 1;
      best = Math.max(best, trial.inTimeShare());
      if (high == MOST || inVain == MOST_IN_VAIN) {
        throw new IllegalStateException(
            ("more peers do not help: at best %.1f %% of the frames are in time;"
                    + " the peers, or the ways to them, are too slow for these gamers")
                .formatted(100 * best));
      }
      low = high;
      high = Math.min(MOST, 2 * high);
      trial = trial(high);
    }
    while (high - low > Math.max(1, PRECISION * high)) {
      int middle = (low + high) >>> 1;
      if (trial(middle).isEnough()) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private Trial trial(int peers) {
    return switch (new Simulation(options.withPeers(peers)).run()) {
      case Outcome.Broken broken -> throw new IllegalStateException(broken.report());
      case Outcome.Passed(Summary summary) -> {
        Trial trial = new Trial(peers, summary.inTimeShare(), summary.p99Ms());
        tried.accept(trial);
        yield trial;
      }
    };
  }
}
