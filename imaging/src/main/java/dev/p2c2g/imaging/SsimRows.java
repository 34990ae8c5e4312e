package dev.p2c2g.imaging;

/**
 * The last rows of two planes, as many as a window is tall, and what the window makes of them: four
 * weighted means at each place along x. Down first, then across; loops over x that the compiler
 * vectorises.
 */
final class SsimRows {
  /** The kinds of values averaged: a, b, a * a + b * b, a * b. */
  private static final int KINDS = 4;

  private final int width;
  private final float[] weights;
  private final float[][][] ring;
  private final float[] down;
  private final float[][] means;
  private int taken;

  SsimRows(int width, float[] weights) {
    this.width = width;
    this.weights = weights.clone();
    ring = new float[weights.length][KINDS][width];
    down = new float[width];
    means = new float[KINDS][width];
  }

  /** Puts a row in the place of the oldest. */
  void take(Plane planeA, Plane planeB, int left, int y) {
    float[][] row = ring[taken++ % ring.length];
    toFloats(planeA, left, y, row[0]);
    toFloats(planeB, left, y, row[1]);
    multiply(row[0], row[1], row[2], row[3]);
  }

  /** Works out the means for the rows that are held. */
  void filter() {
    int oldest = taken % ring.length;
    for (int kind = 0; kind < KINDS; kind++) {
      scale(ring[oldest][kind], weights[0], down);
      for (int i = 1; i < weights.length; i++) {
        add(ring[(oldest + i) % ring.length][kind], 0, weights[i], down, width);
      }
      across(means[kind]);
    }
  }

  /** Weighted means of the first plane's samples, one for each window from the left. */
  float[] meanA() {
    return means[0];
  }

  float[] meanB() {
    return means[1];
  }

  /** Weighted means of the sum of both squares. */
  float[] squares() {
    return means[2];
  }

  /** Weighted means of the products. */
  float[] product() {
    return means[3];
  }

  private void across(float[] out) {
    int windows = width - weights.length + 1;
    scale(down, weights[0], out);
    for (int i = 1; i < weights.length; i++) {
      add(down, i, weights[i], out, windows);
    }
  }

  private static void toFloats(Plane plane, int left, int y, float[] out) {
    byte[] samples = plane.samples();
    int start = plane.rowStart(y) + left;
    for (int x = 0; x < out.length; x++) {
      out[x] = samples[start + x] & 0xff;
    }
  }

  private static void multiply(float[] a, float[] b, float[] squares, float[] product) {
    for (int x = 0; x < a.length; x++) {
      squares[x] = a[x] * a[x] + b[x] * b[x];
      product[x] = a[x] * b[x];
    }
  }

  private static void scale(float[] in, float weight, float[] out) {
    for (int x = 0; x < out.length; x++) {
      out[x] = weight * in[x];
    }
  }

  private static void add(float[] in, int from, float weight, float[] out, int count) {
    for (int x = 0; x < count; x++) {
      out[x] += weight * in[from + x];
    }
  }
}
