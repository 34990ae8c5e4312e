package dev.p2c2g.imaging.network;

/** Networks by their definition: whole maps, 64-bit floats, one sample at a time. */
final class ReferenceNetwork {
  private ReferenceNetwork() {}

  /**
   * Doubles a plane.
   *
   * @param limited whether outputs are held near the samples around them
   */
  static byte[] twice(Network network, byte[] luma, int width, int height, boolean limited) {
    int margin = network.radius();
    double[][] maps = {padded(luma, width, height, margin)};
    double[][] skip = convolve(network.skip(), maps, width + 2 * margin, height + 2 * margin);
    int wide = width + 2 * margin;
    int tall = height + 2 * margin;
    for (Convolution layer : network.layers()) {
      maps = convolve(layer, maps, wide, tall);
    }
    byte[] out = new byte[4 * luma.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int phase = 0; phase < 4; phase++) {
          int at = (y + margin) * wide + x + margin;
          double value = maps[phase][at] + skip[phase][at];
          if (limited) {
            value = limited(value, luma, width, height, x, y);
          }
          out[(2 * y + phase / 2) * 2 * width + 2 * x + phase % 2] =
              (byte) Math.clamp(Math.rint(value), 0, 255);
        }
      }
    }
    return out;
  }

  static int greatestDifference(byte[] one, byte[] other) {
    int most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs((one[i] & 0xff) - (other[i] & 0xff)));
    }
    return most;
  }

  private static double[] padded(byte[] luma, int width, int height, int margin) {
    int wide = width + 2 * margin;
    double[] map = new double[wide * (height + 2 * margin)];
    for (int i = 0; i < map.length; i++) {
      map[i] = sample(luma, width, height, i % wide - margin, i / wide - margin);
    }
    return map;
  }

  private static int sample(byte[] luma, int width, int height, int x, int y) {
    return luma[Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)] & 0xff;
  }

  /** What lies near the maps' edges is wrong, and never reaches the picture. */
  private static double[][] convolve(Convolution layer, double[][] in, int wide, int tall) {
    double[][] out = new double[layer.outputs()][wide * tall];
    int radius = layer.radius();
    for (int o = 0; o < out.length; o++) {
      for (int y = radius; y < tall - radius; y++) {
        for (int x = radius; x < wide - radius; x++) {
          double sum = layer.bias(o);
          for (int i = 0; i < in.length; i++) {
            for (int k = 0; k < layer.kernel() * layer.kernel(); k++) {
              int row = k / layer.kernel();
              int column = k % layer.kernel();
              sum +=
                  layer.weight(o, i, row, column)
                      * in[i][(y + row - radius) * wide + x + column - radius];
            }
          }
          out[o][y * wide + x] = sum < 0 ? sum * layer.slope(o) : sum;
        }
      }
    }
    return out;
  }

  private static double limited(double value, byte[] luma, int width, int height, int x, int y) {
    int least = 255;
    int greatest = 0;
    for (int i = 0; i < 9; i++) {
      int sample = sample(luma, width, height, x + i % 3 - 1, y + i / 3 - 1);
      least = Math.min(least, sample);
      greatest = Math.max(greatest, sample);
    }
    int beyond = Math.min(greatest - least, 8);
    return Math.clamp(value, least - beyond, greatest + beyond);
  }
}
