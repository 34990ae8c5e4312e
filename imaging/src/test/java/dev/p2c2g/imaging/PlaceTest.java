package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the ratio, things stay where they are: by least squares, to a part of a pixel. */
class PlaceTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;
  private static final int BORDER = 12;

  /** Output pixels: a shift by the input's half pixel, as of wrong siting, is ten times this. */
  private static final double MOST_SHIFT = 0.05;

  @BeforeAll
  static void tune() {
    TunedLoops.choose();
  }

  static List<Upscaler> upscalers() {
    return Upscalers.all();
  }

  @ParameterizedTest
  @MethodSource("upscalers")
  void keepsAPictureInPlace(Upscaler upscaler) {
    Plane in = waves(WIDTH, HEIGHT, 1);
    for (double ratio : new double[] {1.25, 1.5, 2, 2.4, 3, 4}) {
      Plane out = Plane.allocate((int) (ratio * WIDTH), (int) (ratio * HEIGHT));
      upscaler.upscale(in, Mapping.whole(WIDTH, HEIGHT, out.width(), out.height()), out);
      Plane truth = waves(out.width(), out.height(), ratio);
      double across = shift(out, truth, 1, 0);
      double down = shift(out, truth, 0, 1);
      assertThat(across)
          .as("%s, %.2f times, along x", upscaler.name(), ratio)
          .isBetween(-MOST_SHIFT, MOST_SHIFT);
      assertThat(down)
          .as("%s, %.2f times, along y", upscaler.name(), ratio)
          .isBetween(-MOST_SHIFT, MOST_SHIFT);
    }
  }

  /** The way that moves the truth closest to the picture, in pixels, along one axis. */
  private static double shift(Plane picture, Plane truth, int dx, int dy) {
    double products = 0;
    double squares = 0;
    for (int y = BORDER; y < truth.height() - BORDER; y++) {
      for (int x = BORDER; x < truth.width() - BORDER; x++) {
        double slope = (truth.sample(x + dx, y + dy) - truth.sample(x - dx, y - dy)) / 2.0;
        products += slope * (truth.sample(x, y) - picture.sample(x, y));
        squares += slope * slope;
      }
    }
    return products / squares;
  }

  /** One smooth scene, drawn at any scale. */
  private static Plane waves(int width, int height, double scale) {
    Plane plane = Plane.allocate(width, height);
    for (int i = 0; i < plane.samples().length; i++) {
      double x = (i % width + 0.5) / scale;
      int row = i / width;
      double y = (row + 0.5) / scale;
      double value =
          Math.sin(0.7 * x + 0.2 * y) + Math.sin(0.6 * y - 0.3 * x) + Math.sin(0.2 * x * y / 20);
      plane.samples()[i] = (byte) Math.round(128 + 35 * value);
    }
    return plane;
  }
}
