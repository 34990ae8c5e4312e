package dev.p2c2g.models;

/**
 * Resampling along one axis, larger or smaller, by the Catmull-Rom cubic (Keys 1981, a = -1/2).
 * Where the output has fewer samples than the input, the kernel is stretched by as much: it then is
 * a low-pass filter too, and nothing folds back. Weights depend on the output's place in the whole
 * alone.
 */
final class AxisTaps {
  private final int size;
  private final int taps;
  private final int[] first;
  private final float[][] weights;

  /**
   * Taps for a part of the output.
   *
   * @param in samples of the whole input
   * @param out samples of the whole output
   * @param from the first output wanted
   * @param count outputs wanted
   */
  AxisTaps(int in, int out, int from, int count) {
    size = in;
    double stretch = Math.max(1, (double) in / out);
    taps = (int) Math.ceil(4 * stretch);
    first = new int[count];
    weights = new float[count][];
    for (int o = 0; o < count; o++) {
      // the outer edges of both fall together; a sample's centre is half a sample further in
      double place = (2.0 * (from + o) + 1) * in / (2.0 * out) - 0.5;
      first[o] = (int) Math.floor(place - 2 * stretch) + 1;
      weights[o] = weights(place - first[o], stretch);
    }
  }

  private float[] weights(double place, double stretch) {
    double[] values = new double[taps];
    double sum = 0;
    for (int k = 0; k < taps; k++) {
      values[k] = catmullRom(Math.abs(k - place) / stretch);
      sum += values[k];
    }
    float[] result = new float[taps];
    for (int k = 0; k < taps; k++) {
      result[k] = (float) (values[k] / sum);
    }
    return result;
  }

  private static double catmullRom(double x) {
    if (x >= 2) {
      return 0;
    }
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }

  int taps() {
    return taps;
  }

  int count() {
    return first.length;
  }

  /** The input sample of a tap, at the edge where it would lie outside. */
  int at(int output, int tap) {
    return Math.clamp((long) first[output] + tap, 0, size - 1);
  }

  float[] weights(int output) {
    return weights[output];
  }

  /** The first input sample that any output needs. */
  int least() {
    return at(0, 0);
  }

  /** The last input sample that any output needs. */
  int greatest() {
    return at(count() - 1, taps - 1);
  }
}
