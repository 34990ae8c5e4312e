package dev.p2c2g.imaging;

import java.util.HashMap;
import java.util.Map;

/**
 * An axis' filter written out: for each output its first input sample (which may lie outside the
 * plane) and its weights, which outputs of one phase share. Weights are worked out from the phase
 * alone, so that rounding makes no part of an output differ from that part of the whole.
 */
final class AxisFilter {
  private final int taps;
  private final int[] first;
  private final float[][] weights;

  /** Outputs 0 to {@code count - 1} of a mapping. */
  AxisFilter(AxisKernel kernel, AxisMapping mapping, int count) {
    taps = 2 * kernel.radius();
    first = new int[count];
    weights = new float[count][];
    Map<Long, float[]> phases = new HashMap<>();
    for (int o = 0; o < count; o++) {
      first[o] = Math.toIntExact(mapping.floor(o) - kernel.radius() + 1);
      weights[o] =
          phases.computeIfAbsent(
              mapping.remainder(o),
              remainder -> toFloat(kernel.weights(mapping.startingAt(remainder), 0)));
    }
  }

  int taps() {
    return taps;
  }

  int count() {
    return first.length;
  }

  int first(int output) {
    return first[output];
  }

  float[] weights(int output) {
    return weights[output];
  }

  private static float[] toFloat(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
