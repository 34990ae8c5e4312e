package dev.p2c2g.imaging;

/** One algorithm that makes planes larger. Implementations are safe to use from many threads. */
public interface Upscaler {
  /** The honest name of the algorithm, as results report it. */
  String name();

  /**
   * Fills all of {@code out}. Samples outside {@code in} count as its nearest edge sample.
   *
   * @param mapping where each output sample lies on {@code in}; a part of a larger output is had by
   *     a mapping that starts later, and comes out as that part of the whole
   */
  void upscale(Plane in, Mapping mapping, Plane out);
}
