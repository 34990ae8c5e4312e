package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cubic that is stretched to shrink, up to half the size. */
class CubicKernelTest {
  private static final CubicKernel KERNEL = CubicKernel.SHRINKING;

  @ParameterizedTest
  @CsvSource({"100, 50", "100, 75", "97, 61", "100, 99", "60, 60", "50, 93"})
  void weighsAllSamplesToOne(int input, int output) {
    AxisMapping mapping = AxisMapping.of(input, output, 0, 1, 1);
    for (int o = 0; o < output; o++) {
      double[] weights = KERNEL.weights(mapping, o);
      assertThat(weights).hasSize(2 * KERNEL.radius());
      assertThat(DoubleStream.of(weights).sum()).isCloseTo(1, within(1e-12));
    }
  }

  /** The first output from the left sees what the first from the right sees, turned round. */
  @ParameterizedTest
  @CsvSource({"100, 50", "100, 75", "97, 61", "50, 93"})
  void isSymmetric(int input, int output) {
    AxisMapping mapping = AxisMapping.of(input, output, 0, 1, 1);
    for (int o = 0; o < output; o++) {
      double[] left = padded(mapping, o, input);
      double[] right = padded(mapping, output - 1 - o, input);
      for (int i = 0; i < left.length; i++) {
        assertThat(left[i])
            .as("%d of %d", i, o)
            .isCloseTo(right[left.length - 1 - i], within(1e-12));
      }
    }
  }

  /** An output's weight for each input sample, some on both sides of the plane included. */
  private static double[] padded(AxisMapping mapping, int output, int input) {
    int margin = 2 * KERNEL.radius();
    double[] all = new double[input + 2 * margin];
    double[] weights = KERNEL.weights(mapping, output);
    int first = Math.toIntExact(mapping.floor(output)) - KERNEL.radius() + 1;
    System.arraycopy(weights, 0, all, margin + first, weights.length);
    return all;
  }

  /** Details finer than the output can hold are averaged, not folded into false ones. */
  @ParameterizedTest
  @ValueSource(ints = {50, 53, 60})
  void shrinksAFineCheckerboardToGrey(int side) {
    Plane board = Plane.allocate(100, 100);
    for (int i = 0; i < board.samples().length; i++) {
      board.samples()[i] = (byte) ((i % 100 + i / 100) % 2 * 255);
    }
    Plane out = Plane.allocate(side, side);
    new SeparableUpscaler("shrink", KERNEL)
        .upscale(board, Mapping.whole(100, 100, side, side), out);
    for (int y = 4; y < side - 4; y++) {
      for (int x = 4; x < side - 4; x++) {
        assertThat(out.sample(x, y)).as("%d,%d", x, y).isBetween(126, 129);
      }
    }
  }
}
