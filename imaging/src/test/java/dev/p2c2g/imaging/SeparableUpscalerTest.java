package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeparableUpscalerTest {

  static List<Upscaler> upscalers() {
    return Upscalers.all();
  }

  static List<SeparableUpscaler> separable() {
    return Upscalers.all().stream()
        .filter(SeparableUpscaler.class::isInstance)
        .map(SeparableUpscaler.class::cast)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("separable")
  void matchesTheScalarTwinAtAnySizeAndRatio(SeparableUpscaler upscaler) {
    Random random = new Random(7);
    for (int run = 0; run < 120; run++) {
      int width = 1 + random.nextInt(run < 40 ? 4 : 40);
      int height = 1 + random.nextInt(run < 40 ? 4 : 40);
      int outWidth = run % 3 == 0 ? width * (1 + run % 4) : width + random.nextInt(3 * width + 1);
      int outHeight = run % 3 == 0 ? height * 2 : height + random.nextInt(3 * height + 1);
      requireTwin(upscaler, TestPictures.noise(width, height, run), outWidth, outHeight);
    }
  }

  @ParameterizedTest
  @MethodSource("separable")
  void matchesTheScalarTwinAtTwiceTheSize(SeparableUpscaler upscaler) {
    Random random = new Random(8);
    for (int run = 0; run < 60; run++) {
      int width = 1 + random.nextInt(70);
      int height = 1 + random.nextInt(20);
      Plane in = TestPictures.noise(width, height, run);
      // nothing but black and white makes the filter overshoot most
      for (int i = 0; run % 2 == 0 && i < in.samples().length; i++) {
        in.samples()[i] = (byte) (in.samples()[i] >> 7);
      }
      requireTwin(upscaler, in, 2 * width, 2 * height);
    }
  }

  private static void requireTwin(SeparableUpscaler upscaler, Plane in, int width, int height) {
    Mapping mapping = Mapping.whole(in.width(), in.height(), width, height);
    Plane fast = Plane.allocate(width, height);
    Plane plain = Plane.allocate(width, height);
    upscaler.upscale(in, mapping, fast);
    ReferenceUpscaler.upscale(upscaler.kernel(), in, mapping, plain);
    assertThat(TestPictures.greatestDifference(fast, plain))
        .as("%dx%d to %dx%d", in.width(), in.height(), width, height)
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("upscalers")
  void returnsTheSamePixelsAtOneToOne(Upscaler upscaler) {
    Plane in = TestPictures.noise(53, 31, 1);
    Plane out = Plane.allocate(53, 31);

    upscaler.upscale(in, Mapping.whole(53, 31, 53, 31), out);

    assertThat(out.samples()).isEqualTo(in.samples());
  }

  @ParameterizedTest
  @MethodSource("upscalers")
  void makesARegionEqualToTheCropOfTheWhole(Upscaler upscaler) {
    Plane in = TestPictures.noise(61, 47, 2);
    Random random = new Random(3);
    int[][] sizes = {{122, 94}, {183, 188}, {100, 141}, {244, 47}};
    for (int[] size : sizes) {
      Plane whole = Plane.allocate(size[0], size[1]);
      upscaler.upscale(in, Mapping.whole(61, 47, size[0], size[1]), whole);
      for (int run = 0; run < 25; run++) {
        requireCrop(upscaler, in, whole, randomRegion(random, size[0], size[1]));
      }
    }
  }

  private static Region randomRegion(Random random, int width, int height) {
    int x = random.nextInt(width);
    int y = random.nextInt(height);
    return new Region(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
  }

  private static void requireCrop(Upscaler upscaler, Plane in, Plane whole, Region region) {
    Mapping mapping =
        new Mapping(
            AxisMapping.of(in.width(), whole.width(), region.x(), 1, 1),
            AxisMapping.of(in.height(), whole.height(), region.y(), 1, 1));
    Plane part = Plane.allocate(region.width(), region.height());
    upscaler.upscale(in, mapping, part);
    assertThat(TestPictures.greatestDifference(part, whole.view(region))).as("%s", region).isZero();
  }

  @ParameterizedTest
  @MethodSource("upscalers")
  void keepsAFlatPlaneFlat(Upscaler upscaler) {
    for (int level : new int[] {0, 1, 128, 254, 255}) {
      Plane out = Plane.allocate(77, 50);
      upscaler.upscale(Plane.filled(40, 30, level), Mapping.whole(40, 30, 77, 50), out);
      assertThat(TestPictures.greatestDifference(out, Plane.filled(77, 50, level))).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("upscalers")
  void keepsASlopeInPlace(Upscaler upscaler) {
    Plane in = Plane.allocate(60, 8);
    for (int i = 0; i < in.samples().length; i++) {
      in.samples()[i] = (byte) (4 * (i % 60));
    }
    Plane out = Plane.allocate(150, 20);
    upscaler.upscale(in, Mapping.whole(60, 8, 150, 20), out);
    for (int x = 30; x < 120; x++) {
      double place = (x + 0.5) * 60 / 150 - 0.5;
      assertThat((double) out.sample(x, 10)).isBetween(4 * place - 1.6, 4 * place + 1.6);
    }
  }

  @Test
  void writesNothingOutsideItsOutput() {
    Plane canvas = Plane.filled(40, 40, 77);
    Plane hole = canvas.view(new Region(5, 6, 21, 19));
    Upscalers.learned().upscale(TestPictures.noise(11, 10, 4), Mapping.whole(11, 10, 21, 19), hole);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        boolean inside = x >= 5 && x < 26 && y >= 6 && y < 25;
        assertThat(inside || canvas.sample(x, y) == 77).as("%d,%d", x, y).isTrue();
      }
    }
  }

  @Test
  void findsEachAlgorithmByItsName() {
    for (Upscaler upscaler : Upscalers.all()) {
      assertThat(Upscalers.byName(upscaler.name())).containsSame(upscaler);
    }
    assertThat(Upscalers.byName("magic")).isEmpty();
  }
}
