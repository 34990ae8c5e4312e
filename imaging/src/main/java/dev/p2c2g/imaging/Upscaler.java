package dev.p2c2g.imaging;

/** One algorithm that makes planes larger. Implementations are safe to use from many threads. */
public non-sealed interface Upscaler extends Algorithm {
  /** Rows of output made without a look whether they are still wanted: well below 1 ms. */
  int ROWS_BETWEEN_CHECKS = 16;

  /**
   * Fills all of {@code out}. Samples outside {@code in} count as its nearest edge sample.
   *
   * @param mapping where each output sample lies on {@code in}; a part of a larger output is had by
   *     a mapping that starts later, and comes out as that part of the whole
   * @param beforeRows run on this thread before every few rows, at most {@value
   *     #ROWS_BETWEEN_CHECKS}; ends the work by throwing
   */
  void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows);

  /** The same, to its end. */
  default void upscale(Plane in, Mapping mapping, Plane out) {
    upscale(in, mapping, out, () -> {});
  }
}
