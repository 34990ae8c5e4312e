package dev.p2c2g.imaging;

/**
 * The plain twin of {@link SharpUpscaler}: each output on its own, in doubles, straight from FSR
 * 1's description: the plane turned and stretched rather than a quadratic form.
 */
final class ReferenceSharp {
  private static final int[][] TAPS = {
    {0, -1}, {1, -1}, {-1, 0}, {0, 0}, {1, 0}, {2, 0}, {-1, 1}, {0, 1}, {1, 1}, {2, 1}, {0, 2},
    {1, 2}
  };

  private final Plane in;
  private final Mapping mapping;

  private ReferenceSharp(Plane in, Mapping mapping) {
    this.in = in;
    this.mapping = mapping;
  }

  static void upscale(Plane in, Mapping mapping, Plane out) {
    ReferenceSharp twin = new ReferenceSharp(in, mapping);
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        long level = Math.round(twin.sharpened(x, y));
        out.samples()[out.rowStart(y) + x] = (byte) Math.clamp(level, 0, 255);
      }
    }
  }

  private double sharpened(int x, int y) {
    double[] ring = {
      upscaled(x, y - 1), upscaled(x - 1, y), upscaled(x + 1, y), upscaled(x, y + 1)
    };
    double centre = upscaled(x, y);
    double least = ring[0];
    double greatest = ring[0];
    double sum = 0;
    for (double value : ring) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      sum += value;
    }
    double low = Math.min(least, centre);
    double high = Math.max(greatest, centre);
    double toBlack = low / Math.max(4 * greatest, 1);
    double toWhite = (255 - high) / Math.max(4 * (255 - least), 1);
    double noise = Math.abs(sum / 4 - centre) / Math.max(high - low, 1);
    double lobe = -Math.min(3.0 / 16, Math.min(toBlack, toWhite)) * 0.87 * (1 - noise / 2);
    return Math.clamp((lobe * sum + centre) / (4 * lobe + 1), low - 8, high + 8);
  }

  private double upscaled(int x, int y) {
    int left = (int) mapping.x().floor(x);
    int top = (int) mapping.y().floor(y);
    double px = (double) mapping.x().remainder(x) / mapping.x().denominator();
    double py = (double) mapping.y().remainder(y) / mapping.y().denominator();
    double[] edge = new double[3];
    addEdge(edge, left, top, (1 - px) * (1 - py));
    addEdge(edge, left + 1, top, px * (1 - py));
    addEdge(edge, left, top + 1, (1 - px) * py);
    addEdge(edge, left + 1, top + 1, px * py);
    double size = Math.hypot(edge[0], edge[1]);
    double u = size * size < 0.5 ? 1 : edge[0] / size;
    double v = size * size < 0.5 ? 0 : edge[1] / size;
    double strength = Math.pow(edge[2] / 2, 2);
    double across = 1 + (1 / Math.max(Math.abs(u), Math.abs(v)) - 1) * strength;
    double along = 1 - strength / 2;
    double lobe = 0.5 - 0.29 * strength;
    double sum = 0;
    double weights = 0;
    for (int[] tap : TAPS) {
      double dx = tap[0] - px;
      double dy = tap[1] - py;
      double far = Math.pow((dx * u + dy * v) * across, 2) + Math.pow((dy * u - dx * v) * along, 2);
      double t = Math.min(far, 1 / lobe);
      double weight = (25.0 / 16 * Math.pow(0.4 * t - 1, 2) - 9.0 / 16) * Math.pow(lobe * t - 1, 2);
      sum += weight * at(left + tap[0], top + tap[1]);
      weights += weight;
    }
    double least = Math.min(lesser(left, top), lesser(left, top + 1));
    double greatest = Math.max(greater(left, top), greater(left, top + 1));
    return Math.clamp(sum / weights, least, greatest);
  }

  private void addEdge(double[] edge, int x, int y, double share) {
    double acrossX = at(x + 1, y) - at(x - 1, y);
    double acrossY = at(x, y + 1) - at(x, y - 1);
    edge[0] += share * acrossX;
    edge[1] += share * acrossY;
    edge[2] +=
        share * straightness(acrossX, at(x + 1, y) - at(x, y), at(x, y) - at(x - 1, y))
            + share * straightness(acrossY, at(x, y + 1) - at(x, y), at(x, y) - at(x, y - 1));
  }

  private static double straightness(double across, double after, double before) {
    double greater = Math.max(Math.abs(after), Math.abs(before));
    return greater == 0 ? 0 : Math.pow(Math.min(1, Math.abs(across) / greater), 2);
  }

  private double lesser(int x, int y) {
    return Math.min(at(x, y), at(x + 1, y));
  }

  private double greater(int x, int y) {
    return Math.max(at(x, y), at(x + 1, y));
  }

  private double at(int x, int y) {
    return in.sample(Math.clamp(x, 0, in.width() - 1), Math.clamp(y, 0, in.height() - 1));
  }
}
