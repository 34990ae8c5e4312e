package dev.p2c2g.imaging;

/** An algorithm that can only double a plane. Safe to use from many threads. */
interface Doubler {
  /**
   * Fills {@code out} with a part of the doubled plane. Samples outside {@code in} count as its
   * nearest edge sample.
   *
   * @param x of the part's first column in the doubled plane, 0 to twice the width
   * @param y of its first row
   * @param beforeRows run before every few rows; ends the work by throwing
   */
  void twice(Plane in, int x, int y, Plane out, Runnable beforeRows);

  /** Whether results stay near the samples around them, so that edges do not ring. */
  boolean staysNear();
}
