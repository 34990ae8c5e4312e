package dev.p2c2g.peer;

import static java.util.Objects.requireNonNull;

import dev.p2c2g.imaging.Algorithm;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Chooses the upscaler for a frame: the best one of its quality that is done in time by this peer's
 * own measured speed, and that this peer can keep up with at the pace at which frames come.
 *
 * <p>A frame takes what decoding and encoding take, and what the rung takes, which lanes that are
 * free share; they may find no processor free, and how much that costs is learned too. Both are
 * measured at the start, and what a frame took beyond that is laid to the two by their shares. A
 * rung that has been given up for being slow is forgiven little by little, or else it would never
 * be tried again.
 *
 * <p>All lanes ask one ladder, a few hundred times a second; hence the lock.
 */
final class RungLadder {
  /** Kept for the way back and the display, whatever the rung. */
  private static final double WAY_BACK_MS = 40;

  /** The part of the time left that may be spent here at least, where there is little. */
  private static final double LEAST_SHARE = 0.4;

  /** A frame at 30 a second. */
  private static final double BALANCED_MS = 33;

  /** Lanes that are busier than this fall behind at the next hiccup. */
  private static final double MOST_BUSY = 0.9;

  /**
   * Of the time there is, what another rung than the last may take: the picture does not flicker,
   * and a slower rung has to fit well.
   */
  private static final double CHANGING = 0.8;

  /** What a lane that helps is worth: the rest goes to rows that two bands need, and to waiting. */
  private static final double EACH_HELPS = 0.8;

  /** Shorter work is done before a helper is awake. */
  private static final double WORTH_SHARING_MS = 12;

  private static final double MOST_HURDLE = 3;
  private static final int ARRIVALS = 8;
  private static final double PAUSE_MS = 300;
  private static final double LEARNING = 0.1;

  /**
   * Of its distance to what it took at the start, a rung that does not run loses so much a frame.
   */
  private static final double FORGIVING = 0.005;

  /** In times what it took at the start: beyond that it was something else that was slow. */
  private static final double MOST_BLAMED = 2.5;

  private final List<Upscaler> rungs;

  /** Milliseconds a megapixel for each rung beyond decoding and encoding: at the start, and now. */
  private final double[] atStart;

  private final double[] current;
  private final LongSupplier nanoClock;
  private final Deque<Long> arrivals = new ArrayDeque<>();
  private double overhead;

  /** How much longer frames take than lanes' times tell: helpers may find no processor free. */
  private double hurdle = 1;

  private Upscaler last;

  /**
   * What a frame needs.
   *
   * @param megapixels of output
   * @param msLeft until it is of no use
   * @param lanes that work on frames at the same time
   * @param free of them for this frame, 1 at least
   */
  record Wish(Quality quality, double megapixels, OptionalDouble msLeft, int lanes, int free) {
    /** Milliseconds until the frame must have left here. */
    double msHere() {
      if (msLeft.isPresent()) {
        double left = msLeft.getAsDouble();
        return Math.max(left - WAY_BACK_MS, LEAST_SHARE * left);
      }
      return quality == Quality.QUALITY ? Double.POSITIVE_INFINITY : BALANCED_MS;
    }

    /** Lane time that each frame may take for these lanes to keep up with them. */
    double msToKeepUp(double paceMs) {
      return msLeft.isPresent() ? MOST_BUSY * lanes * paceMs : Double.POSITIVE_INFINITY;
    }
  }

  /**
   * @param rungs those of {@link Upscalers#ladder}, the cheapest first
   * @param msPerMegapixel of output, decoding and encoding included, by name; for every rung
   */
  RungLadder(List<Upscaler> rungs, Map<String, Double> msPerMegapixel, LongSupplier nanoClock) {
    this.rungs = rungs;
    this.nanoClock = nanoClock;
    double[] wholes =
        rungs.stream()
            .mapToDouble(rung -> requireNonNull(msPerMegapixel.get(rung.name())))
            .toArray();
    overhead = wholes[0];
    atStart = Arrays.stream(wholes).map(whole -> Math.max(0, whole - overhead)).toArray();
    current = atStart.clone();
    last = rungs.getFirst();
  }

  /** The rung for a frame that has just come. */
  synchronized Upscaler choose(Wish wish) {
    double msHere = wish.msHere();
    double msToKeepUp = wish.msToKeepUp(arrived());
    List<Upscaler> choice = ofQuality(rungs, wish.quality());
    Upscaler chosen = choice.getFirst();
    for (Upscaler rung : choice) {
      double slack = rung.equals(last) ? 1 : CHANGING;
      if (soonestMs(rungs.indexOf(rung), wish) <= slack * msHere
          && expectedMs(rungs.indexOf(rung), wish.megapixels()) <= slack * msToKeepUp) {
        chosen = rung;
      }
    }
    last = chosen;
    return chosen;
  }

  /** The best rung of a quality, where nothing is known of speeds. */
  static Upscaler bestOf(Quality quality) {
    return ofQuality(Upscalers.ladder(), quality).getLast();
  }

  /** Whether a frame is long enough on this rung to be worth sharing between lanes. */
  synchronized boolean isWorthSharing(Algorithm rung, double megapixels) {
    int index = rungs.indexOf(rung);
    return index < 0 || isLong(index, megapixels);
  }

  private boolean isLong(int rung, double megapixels) {
    return current[rung] * megapixels >= WORTH_SHARING_MS;
  }

  /**
   * A frame took this long, decoding and encoding included.
   *
   * @param laneMs the time of all lanes that worked on it
   */
  synchronized void took(Algorithm rung, Wish wish, double ms, double laneMs) {
    int ran = rungs.indexOf(rung);
    if (wish.megapixels() <= 0 || ran < 0) {
      return;
    }
    double slower = laneMs / expectedMs(ran, wish.megapixels());
    if (sharers(ran, wish) > 1) {
      double beyond = ms / (slower * soonestMs(ran, wish));
      hurdle = Math.clamp(hurdle * learned(beyond), 1, MOST_HURDLE);
    }
    double learned = learned(slower);
    overhead *= learned;
    for (int i = 0; i < current.length; i++) {
      double changed = i == ran ? current[i] * learned : forgiven(i);
      current[i] = Math.min(changed, MOST_BLAMED * atStart[i]);
    }
  }

  private static double learned(double factor) {
    return 1 + LEARNING * (Math.clamp(factor, 0.2, 5) - 1);
  }

  private double forgiven(int rung) {
    return current[rung] + FORGIVING * (atStart[rung] - current[rung]);
  }

  /** What a frame takes from now on, its upscaling shared between the lanes that are free. */
  private double soonestMs(int rung, Wish wish) {
    double sharers = sharers(rung, wish);
    double wholeMs = (overhead + current[rung] / sharers) * wish.megapixels();
    return sharers > 1 ? hurdle * wholeMs : wholeMs;
  }

  /** Lanes that work on a frame, those that help counted as what they are worth. */
  private double sharers(int rung, Wish wish) {
    return isLong(rung, wish.megapixels()) ? 1 + EACH_HELPS * (wish.free() - 1) : 1;
  }

  /** What a rung is expected to take of a lane now. */
  private double expectedMs(int rung, double megapixels) {
    return (overhead + current[rung]) * megapixels;
  }

  /** Notes an arrival; the time between the last ones, on average; endless after a pause. */
  private double arrived() {
    long now = nanoClock.getAsLong();
    if (!arrivals.isEmpty() && ms(now - arrivals.getLast()) > PAUSE_MS) {
      arrivals.clear();
    }
    arrivals.addLast(now);
    if (arrivals.size() > ARRIVALS + 1) {
      arrivals.removeFirst();
    }
    int gaps = arrivals.size() - 1;
    return gaps == 0 ? Double.POSITIVE_INFINITY : ms(now - arrivals.getFirst()) / gaps;
  }

  private static double ms(long nanos) {
    return nanos / 1e6;
  }

  /** The cheapest first; the first is taken even where nothing is in time. */
  private static List<Upscaler> ofQuality(List<Upscaler> rungs, Quality quality) {
    int small = rungs.indexOf(Upscalers.network("s"));
    return switch (quality) {
      case FAST -> rungs.subList(0, 1);
      case BALANCED -> rungs.subList(0, small + 1);
      case QUALITY -> rungs.subList(small, rungs.size());
    };
  }
}
