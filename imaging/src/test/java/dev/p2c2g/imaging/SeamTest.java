package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bands and columns of any number, put together, are the whole. The picture is wider than the tiles
 * that networks work in, which begin elsewhere in a part than in the whole.
 */
class SeamTest {
  private static final int WIDTH = 263;
  private static final int HEIGHT = 21;
  private static final int[] NUMBERS = {1, 2, 3, 7};

  @BeforeAll
  static void tune() {
    TunedLoops.choose();
  }

  static List<Upscaler> upscalers() {
    return Upscalers.all();
  }

  @ParameterizedTest
  @MethodSource("upscalers")
  void partsMakeTheWhole(Upscaler upscaler) {
    Plane in = TestPictures.noise(WIDTH, HEIGHT, 5);
    Random random = new Random(6);
    for (double ratio : new double[] {2, 1.5, 3}) {
      int width = (int) (ratio * WIDTH);
      int height = (int) (ratio * HEIGHT);
      Plane whole = Plane.allocate(width, height);
      upscale(upscaler, in, whole, Region.whole(width, height), whole);
      for (int number : NUMBERS) {
        Plane joined = Plane.allocate(width, height);
        for (Region part : parts(random, number, width, height)) {
          upscale(upscaler, in, whole, part, joined.view(part));
        }
        assertThat(joined.samples())
            .as("%s, %d parts, to %dx%d", upscaler.name(), number, width, height)
            .isEqualTo(whole.samples());
      }
    }
  }

  private static void upscale(Upscaler upscaler, Plane in, Plane whole, Region part, Plane out) {
    Mapping mapping =
        new Mapping(
            AxisMapping.of(in.width(), whole.width(), part.x(), 1, 1),
            AxisMapping.of(in.height(), whole.height(), part.y(), 1, 1));
    upscaler.upscale(in, mapping, out);
  }

  /** So many bands of rows, the odd ones among them cut into two columns each. */
  private static List<Region> parts(Random random, int number, int width, int height) {
    List<Region> parts = new ArrayList<>();
    int[] cuts = cuts(random, number, height);
    for (int i = 0; i < number; i++) {
      int tall = cuts[i + 1] - cuts[i];
      int[] columns = cuts(random, 1 + i % 2, width);
      for (int c = 0; c + 1 < columns.length; c++) {
        parts.add(new Region(columns[c], cuts[i], columns[c + 1] - columns[c], tall));
      }
    }
    return parts;
  }

  /** The borders of so many uneven stretches of a length. */
  private static int[] cuts(Random random, int number, int length) {
    int[] cuts = new int[number + 1];
    for (int i = 1; i <= number; i++) {
      int even = length * i / number;
      cuts[i] = i == number ? length : even - random.nextInt(length / number / 2 + 1);
    }
    return cuts;
  }
}
