package dev.p2c2g.imaging;

import java.util.Locale;
import java.util.Optional;

/**
 * Which {@link RowKernels} run. Scalar ones do until {@link #tune} has seen the vector ones
 * compiled and quicker: cold vector code would cost the first frames seconds each. The system
 * property {@code p2c2g.rows} ({@code scalar} or {@code vector}) chooses outright.
 */
final class Rows {
  /** Forces one set by its name. */
  static final String PROPERTY = "p2c2g.rows";

  private static final int LENGTH = 240;
  private static final int BATCH = 40;

  /**
   * Batches in a row that the vector set must win, so that one preempted batch of the other proves
   * nothing.
   */
  private static final int WINS = 5;

  private static volatile RowKernels active =
      first(Optional.ofNullable(System.getProperty(PROPERTY)));
  private static volatile String report = "rows: " + active.name() + ", not tuned";

  private Rows() {}

  static RowKernels active() {
    return active;
  }

  /** One line for the log. */
  static String report() {
    return report;
  }

  /**
   * Compares the sets on short rows until the vector one wins, at most so long; the quicker one
   * runs from then on.
   */
  static synchronized void tune(long maxNanos) {
    if (System.getProperty(PROPERTY) != null || active instanceof VectorRows) {
      return;
    }
    Optional<RowKernels> vector = vector();
    if (vector.isPresent()) {
      report = race(new ScalarRows(), vector.get(), maxNanos);
    }
  }

  private static String race(RowKernels scalar, RowKernels vector, long maxNanos) {
    long begin = System.nanoTime();
    RowSample sample = new RowSample(LENGTH);
    int wins = 0;
    long scalarNanos;
    long vectorNanos;
    do {
      scalarNanos = sample.nanosFor(scalar, BATCH);
      vectorNanos = sample.nanosFor(vector, BATCH);
      wins = vectorNanos < scalarNanos ? wins + 1 : 0;
    } while (wins < WINS && System.nanoTime() - begin < maxNanos);
    active = wins == WINS ? vector : scalar;
    return String.format(
        Locale.ROOT,
        "rows: %s, after %d ms (%s takes %.2f of the time of %s)",
        active.name(),
        (System.nanoTime() - begin) / 1_000_000,
        vector.name(),
        (double) vectorNanos / scalarNanos,
        scalar.name());
  }

  private static RowKernels first(Optional<String> forced) {
    return forced
        .map(name ->
            switch (name) {
              case "scalar" -> new ScalarRows();
              case "vector" -> new VectorRows();
              default ->
                  throw new IllegalArgumentException(
                      "system property "
                          + PROPERTY
                          + " is '"
                          + name
                          + "', must be scalar or vector");
            })
        .orElseGet(ScalarRows::new);
  }

  /** Empty where the JVM was started without {@code --add-modules jdk.incubator.vector}. */
  private static Optional<RowKernels> vector() {
    try {
      return Optional.of(new VectorRows());
    } catch (LinkageError e) {
      report = "rows: scalar, since the JVM runs without --add-modules jdk.incubator.vector";
      return Optional.empty();
    }
  }
}
