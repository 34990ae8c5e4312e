package dev.p2c2g.imaging.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {

  static Kernels[] kernels() {
    return new Kernels[] {new ScalarKernels(), new VectorKernels()};
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void equalsTheReferenceAtAnySize(Kernels kernels) throws IOException {
    Random random = new Random(5);
    for (String name : new String[] {"xs", "s", "m", "l"}) {
      Network network = NetworkTest.load(name);
      for (int run = 0; run < 12; run++) {
        int width = 1 + random.nextInt(run < 6 ? 5 : 50);
        int height = 1 + random.nextInt(run < 6 ? 5 : 30);
        byte[] luma = new byte[width * height];
        random.nextBytes(luma);
        byte[] found = twice(new NetworkPlan(network), kernels, luma, width, height);
        byte[] expected = ReferenceNetwork.twice(network, luma, width, height, true);
        assertThat(ReferenceNetwork.greatestDifference(found, expected))
            .as("%s, %dx%d", name, width, height)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void joinsTilesWithoutASeam() throws IOException {
    Network network = NetworkTest.load("xs");
    int width = 2 * Tile.COLUMNS + 7;
    byte[] luma = new byte[width * 9];
    new Random(6).nextBytes(luma);
    byte[] found = twice(new NetworkPlan(network), new VectorKernels(), luma, width, 9);
    byte[] expected = ReferenceNetwork.twice(network, luma, width, 9, true);
    assertThat(ReferenceNetwork.greatestDifference(found, expected)).isLessThanOrEqualTo(1);
  }

  private static byte[] twice(
      NetworkPlan plan, Kernels kernels, byte[] luma, int width, int height) {
    byte[] out = new byte[4 * luma.length];
    RowSource source =
        (y, x, count, into, at) -> {
          for (int i = 0; i < count; i++) {
            int row = Math.clamp(y, 0, height - 1);
            into[at + i] = luma[row * width + Math.clamp(x + i, 0, width - 1)] & 0xff;
          }
        };
    RowSink sink =
        (y, x, count, phases, at, apart) -> {
          for (int i = 0; i < Network.PHASES * count; i++) {
            int phase = i / count;
            float value = phases[at + phase * apart + i % count];
            int to = (2 * y + phase / 2) * 2 * width + 2 * (x + i % count) + phase % 2;
            out[to] = (byte) Math.clamp(Math.round(value), 0, 255);
          }
        };
    plan.run(kernels, source, 0, 0, width, height, sink, () -> {});
    return out;
  }
}
