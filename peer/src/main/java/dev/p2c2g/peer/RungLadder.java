package dev.p2c2g.peer;

import dev.p2c2g.imaging.Algorithm;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Chooses the upscaler for a frame: the best one of its quality that is done in time by this peer's
 * own measured speed, and that this peer can keep up with at the pace at which frames come.
 *
 * <p>What a rung takes is what it took at the start, times how much slower everything is now: a
 * game on the same machine slows all rungs alike. Each rung's own share is learned too, slowly.
 *
 * <p>All lanes ask one ladder, a few hundred times a second; hence the lock.
 */
final class RungLadder {
  /** The part of the time left that may be spent here; the rest is for the way back. */
  private static final double SHARE_OF_DEADLINE = 0.6;

  /** A frame at 30 a second. */
  private static final double BALANCED_MS = 33;

  /** Lanes that are busier than this fall behind at the next hiccup. */
  private static final double MOST_BUSY = 0.9;

  /** The rung that ran last may take so much longer, so that the picture does not flicker. */
  private static final double LOYALTY = 1.15;

  private static final int ARRIVALS = 8;
  private static final double PAUSE_MS = 300;
  private static final double SLOWNESS_WEIGHT = 0.15;
  private static final double OWN_WEIGHT = 0.02;

  private final List<Upscaler> rungs;
  private final Map<Algorithm, Double> msPerMegapixel = new HashMap<>();
  private final LongSupplier nanoClock;
  private final Deque<Long> arrivals = new ArrayDeque<>();
  private double slowness = 1;
  private Upscaler last;

  /**
   * What a frame needs.
   *
   * @param megapixels of output
   * @param msLeft until it is of no use
   * @param lanes that work on frames at the same time
   */
  record Wish(Quality quality, double megapixels, OptionalDouble msLeft, int lanes) {}

  /**
   * @param rungs those of {@link Upscalers#ladder}, the cheapest first
   * @param msPerMegapixel of output, decoding and encoding included, by name; for every rung
   */
  RungLadder(List<Upscaler> rungs, Map<String, Double> msPerMegapixel, LongSupplier nanoClock) {
    this.rungs = rungs;
    this.nanoClock = nanoClock;
    rungs.forEach(rung -> this.msPerMegapixel.put(rung, msPerMegapixel.get(rung.name())));
    last = rungs.getFirst();
  }

  /** The rung for a frame that has just come. */
  synchronized Upscaler choose(Wish wish) {
    double paceMs = arrived();
    double budgetMs = budgetMs(wish, paceMs);
    List<Upscaler> choice = ofQuality(rungs, wish.quality());
    Upscaler chosen = choice.getFirst();
    for (Upscaler rung : choice) {
      double limitMs = rung.equals(last) ? LOYALTY * budgetMs : budgetMs;
      if (expectedMs(rung, wish.megapixels()) <= limitMs) {
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

  /** A frame took this long, decoding and encoding included. */
  synchronized void took(Algorithm rung, double megapixels, double ms) {
    if (megapixels <= 0 || !msPerMegapixel.containsKey(rung)) {
      return;
    }
    double ratio = Math.clamp(ms / expectedMs(rung, megapixels), 0.2, 5);
    slowness = Math.clamp(slowness * Math.pow(ratio, SLOWNESS_WEIGHT), 0.1, 100);
    msPerMegapixel.merge(rung, Math.pow(ratio, OWN_WEIGHT), (own, factor) -> own * factor);
  }

  /** What a rung is expected to take now. */
  synchronized double expectedMs(Algorithm rung, double megapixels) {
    return msPerMegapixel.getOrDefault(rung, 0.0) * slowness * megapixels;
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

  private static double budgetMs(Wish wish, double paceMs) {
    if (wish.msLeft().isPresent()) {
      double keepingUp = MOST_BUSY * wish.lanes() * paceMs;
      return Math.min(SHARE_OF_DEADLINE * wish.msLeft().getAsDouble(), keepingUp);
    }
    return wish.quality() == Quality.QUALITY ? Double.POSITIVE_INFINITY : BALANCED_MS;
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
