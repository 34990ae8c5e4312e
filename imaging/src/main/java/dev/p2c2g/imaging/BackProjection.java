package dev.p2c2g.imaging;

/**
 * A kernel sharpened until shrinking its result gives the input back: iterative back-projection
 * (Irani and Peleg 1991) with the area average as the model of the camera.
 *
 * <p>With U the upscaling and D the area average, the iteration {@code x += U(y - Dx)} from {@code
 * x = Uy} is linear, so n rounds of it are one filter, {@code U (I + R + ... + R^n)} with {@code R
 * = I - DU}. That filter is worked out here once for each phase, and runs at the price of its taps.
 *
 * @param rounds n above
 * @param radius where the filter, whose tails are tiny, is cut
 */
record BackProjection(AxisKernel base, int rounds, int radius) implements AxisKernel {

  @Override
  public double[] weights(AxisMapping mapping, long output) {
    long first = mapping.floor(output) - radius + 1;
    Window row = upscaled(mapping, output, first);
    double[] total = row.values.clone();
    for (int round = 0; round < rounds; round++) {
      row = row.minusProjected(mapping);
      for (int i = 0; i < total.length; i++) {
        total[i] += row.values[i];
      }
    }
    double sum = 0;
    for (double weight : total) {
      sum += weight;
    }
    for (int i = 0; i < total.length; i++) {
      total[i] /= sum;
    }
    return total;
  }

  /** The base kernel's weights, spread into this kernel's wider window. */
  private Window upscaled(AxisMapping mapping, long output, long first) {
    Window window = new Window(first, new double[2 * radius]);
    window.add(base, mapping, output, 1);
    return window;
  }

  /** Weights of the input samples from {@code first} on; what falls outside is dropped. */
  private final class Window {
    private final long first;
    private final double[] values;

    Window(long first, double[] values) {
      this.first = first;
      this.values = values;
    }

    void add(AxisKernel kernel, AxisMapping mapping, long output, double factor) {
      double[] weights = kernel.weights(mapping, output);
      long from = mapping.floor(output) - kernel.radius() + 1 - first;
      for (int i = 0; i < weights.length; i++) {
        long at = from + i;
        if (at >= 0 && at < values.length) {
          values[(int) at] += factor * weights[i];
        }
      }
    }

    /** This row times (I - DU). */
    Window minusProjected(AxisMapping mapping) {
      Window result = new Window(first, values.clone());
      for (int i = 0; i < values.length; i++) {
        if (values[i] != 0) {
          result.subtractProjection(mapping, first + i, values[i]);
        }
      }
      return result;
    }

    /** Takes away what the outputs under input sample {@code input} say of it, by their overlap. */
    private void subtractProjection(AxisMapping mapping, long input, double factor) {
      double step = (double) mapping.step() / mapping.denominator();
      double start = (double) mapping.start() / mapping.denominator();
      long from = (long) Math.floor((input - 0.5 - start) / step - 0.5);
      long to = (long) Math.ceil((input + 0.5 - start) / step + 0.5);
      for (long output = from; output <= to; output++) {
        double centre = start + output * step;
        double overlap =
            Math.min(input + 0.5, centre + step / 2) - Math.max(input - 0.5, centre - step / 2);
        if (overlap > 1e-12) {
          add(base, mapping, output, -factor * overlap);
        }
      }
    }
  }
}
