package dev.p2c2g.imaging;

import java.util.Random;

/** Pictures made up for tests; the same seed gives the same picture. */
final class TestPictures {
  private TestPictures() {}

  static Plane noise(int width, int height, long seed) {
    byte[] samples = new byte[width * height];
    new Random(seed).nextBytes(samples);
    return Plane.wrap(samples, width, height, width);
  }

  /** Slopes, discs and a little noise: something like a game's frame. */
  static Plane scene(int width, int height, long seed) {
    Random random = new Random(seed);
    Plane plane = Plane.allocate(width, height);
    double slope = random.nextDouble();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double disc = Math.hypot(x % 41 - 20, y % 37 - 18) < 12 ? 60 : 0;
        double value = 40 + slope * 90 * x / width + 60.0 * y / height + disc + random.nextInt(4);
        plane.samples()[y * width + x] = (byte) value;
      }
    }
    return plane;
  }

  static Picture scene(int width, int height, Subsampling subsampling, long seed) {
    Picture picture = Picture.allocate(width, height, subsampling);
    for (int i = 0; i < picture.planes().size(); i++) {
      Plane plane = picture.planes().get(i);
      plane.copyFrom(scene(plane.width(), plane.height(), seed + i));
      // Weak colours, which RGB can hold at any brightness that the scene has.
      for (int at = 0; i > 0 && at < plane.samples().length; at++) {
        plane.samples()[at] = (byte) (118 + (plane.samples()[at] & 0xff) / 12);
      }
    }
    return picture;
  }

  /** Noise in every plane, weak in colours so that RGB can hold them. */
  static Picture noisy(int width, int height, Subsampling subsampling, long seed) {
    Picture picture = scene(width, height, subsampling, seed);
    Random random = new Random(seed);
    for (Plane plane : picture.planes()) {
      for (int at = 0; at < plane.samples().length; at++) {
        plane.samples()[at] += (byte) random.nextInt(16);
      }
    }
    return picture;
  }

  static Plane areaAverage2x2(Plane in) {
    Plane out = Plane.allocate(in.width() / 2, in.height() / 2);
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int sum =
            in.sample(2 * x, 2 * y)
                + in.sample(2 * x + 1, 2 * y)
                + in.sample(2 * x, 2 * y + 1)
                + in.sample(2 * x + 1, 2 * y + 1);
        out.samples()[y * out.width() + x] = (byte) ((sum + 2) / 4);
      }
    }
    return out;
  }

  static int greatestDifference(Plane a, Plane b) {
    int greatest = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        greatest = Math.max(greatest, Math.abs(a.sample(x, y) - b.sample(x, y)));
      }
    }
    return greatest;
  }
}
