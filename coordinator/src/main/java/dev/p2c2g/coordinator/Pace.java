package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long results take as a rule, by kind of task, and which came unreasonably fast: in less than
 * a quarter of that. Nothing is held against a fast peer but a closer look. Owned by the scheduler
 * thread.
 */
final class Pace {
  private static final double UNREASONABLE = 0.25;
  private static final double LEARNING = 0.02;
  private static final int LEAST_SAMPLES = 50;
  private static final int MOST_KINDS = 256;

  private final Map<Kind, Usual> byKind =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Usual> eldest) {
          return size() > MOST_KINDS;
        }
      };

  /** The mean of logarithms: a few very slow ones do not count for much. */
  private record Usual(double logNanos, int samples) {
    Usual with(double log) {
      var weight = Math.max(LEARNING, 1.0 / (samples + 1));
      return new Usual(logNanos + weight * (log - logNanos), samples + 1);
    }
  }

  /** A result came; whether it came faster than can be. */
  boolean isUnreasonable(Kind kind, double nanosPerUnit) {
    var log = Math.log(Math.max(1, nanosPerUnit));
    var usual = byKind.getOrDefault(kind, new Usual(log, 0));
    byKind.put(kind, usual.with(log));
    return usual.samples() >= LEAST_SAMPLES && log < usual.logNanos() + Math.log(UNREASONABLE);
  }
}
