package dev.p2c2g.imaging;

/** The plain twin of {@link SeparableUpscaler}: each output on its own, in doubles, no tricks. */
final class ReferenceUpscaler {
  private ReferenceUpscaler() {}

  static void upscale(AxisKernel kernel, Plane in, Mapping mapping, Plane out) {
    double[][] across = weights(kernel, mapping.x(), out.width());
    double[][] down = weights(kernel, mapping.y(), out.height());
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int left = (int) mapping.x().floor(x);
        int top = (int) mapping.y().floor(y);
        double value = sum(in, left, top, across[x], down[y]);
        out.samples()[out.rowStart(y) + x] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
  }

  private static double[][] weights(AxisKernel kernel, AxisMapping mapping, int count) {
    double[][] weights = new double[count][];
    for (int o = 0; o < count; o++) {
      weights[o] = kernel.weights(mapping, o);
    }
    return weights;
  }

  private static double sum(Plane in, int left, int top, double[] across, double[] down) {
    double sum = 0;
    for (int j = 0; j < down.length; j++) {
      for (int i = 0; i < across.length; i++) {
        sum +=
            down[j]
                * across[i]
                * at(in, left + i - across.length / 2 + 1, top + j - down.length / 2 + 1);
      }
    }
    return sum;
  }

  private static int at(Plane in, int x, int y) {
    return in.sample(Math.clamp(x, 0, in.width() - 1), Math.clamp(y, 0, in.height() - 1));
  }
}
