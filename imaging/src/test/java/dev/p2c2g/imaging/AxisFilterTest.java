package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisFilterTest {

  /** To the last bit: one that differs can turn a rounded pixel over. */
  @Test
  void partsHaveTheWeightsOfTheWhole() {
    AxisKernel sharpest = CubicKernel.GROWING;
    Random random = new Random(5);
    int[][] sizes = {{540, 1080}, {187, 281}, {422, 749}, {1340, 2022}, {1356, 3946}};
    for (int[] size : sizes) {
      AxisFilter whole = filter(sharpest, size, 0);
      for (int run = 0; run < 6; run++) {
        int first = 16 * random.nextInt(size[1] / 16);
        AxisFilter part = filter(sharpest, size, first);
        for (int o = 0; o < part.count(); o++) {
          boolean same =
              part.first(o) == whole.first(first + o)
                  && Arrays.equals(part.weights(o), whole.weights(first + o));
          assertThat(same)
              .as("%d to %d, output %d of the part from %d", size[0], size[1], o, first)
              .isTrue();
        }
      }
    }
  }

  private static AxisFilter filter(AxisKernel kernel, int[] size, int first) {
    AxisMapping mapping = AxisMapping.of(size[0], size[1], first, 1, 1);
    return new AxisFilter(kernel, mapping, size[1] - first);
  }
}
