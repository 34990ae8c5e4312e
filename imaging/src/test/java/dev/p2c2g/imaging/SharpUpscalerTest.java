package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is said of every upscaler is tested in {@link SeparableUpscalerTest}. */
class SharpUpscalerTest {
  private final Upscaler sharp = Upscalers.sharp();

  private Plane upscale(Plane in, int width, int height) {
    Plane out = Plane.allocate(width, height);
    sharp.upscale(in, Mapping.whole(in.width(), in.height(), width, height), out);
    return out;
  }

  @Test
  void matchesThePlainTwinAtAnySizeAndRatio() {
    Random random = new Random(17);
    for (int run = 0; run < 1_000; run++) {
      int width = 1 + random.nextInt(run % 3 == 0 ? 4 : 40);
      int height = 1 + random.nextInt(run % 3 == 0 ? 4 : 20);
      int outWidth = width + random.nextInt(3 * width + 1);
      int outHeight = height + random.nextInt(3 * height + 1);
      requireTwin(content(run, width, height), outWidth, outHeight);
    }
  }

  private static Plane content(int run, int width, int height) {
    return switch (run % 4) {
      case 0 -> TestPictures.noise(width, height, run);
      case 1 -> chequers(width, height);
      default -> TestPictures.scene(width, height, run);
    };
  }

  private static Plane chequers(int width, int height) {
    Plane plane = Plane.allocate(width, height);
    for (int i = 0; i < width * height; i++) {
      plane.samples()[i] = (byte) ((i % width + i / width) % 2 * 255);
    }
    return plane;
  }

  private void requireTwin(Plane in, int width, int height) {
    Mapping mapping = Mapping.whole(in.width(), in.height(), width, height);
    Plane plain = Plane.allocate(width, height);
    Plane fast = upscale(in, width, height);
    if (mapping.isCopy()) {
      return;
    }
    ReferenceSharp.upscale(in, mapping, plain);
    assertThat(TestPictures.greatestDifference(fast, plain))
        .as("%dx%d to %dx%d", in.width(), in.height(), width, height)
        .isLessThanOrEqualTo(1);
  }

  @Test
  void leavesNoHaloAboveEightLevelsAtASharpEdge() {
    for (int turn = 0; turn < 2; turn++) {
      Plane in = Plane.filled(40, 40, 64);
      for (int i = 0; i < 1_600; i++) {
        if ((turn == 0 ? i % 40 : i / 40 + i % 40 / 3) >= 20) {
          in.samples()[i] = (byte) 192;
        }
      }
      Plane out = upscale(in, 80, 100);
      for (byte sample : out.samples()) {
        assertThat(sample & 0xff).isBetween(64 - 8, 192 + 8);
      }
    }
  }

  @Test
  void drawsASlantedEdgeSharperThanTheCubic() {
    Plane in = slantedEdge(48, 48, 1);
    Plane truth = slantedEdge(96, 96, 2);
    Plane cubic = Plane.allocate(96, 96);
    Upscalers.cubic().upscale(in, Mapping.whole(48, 48, 96, 96), cubic);
    double gain = Psnr.of(upscale(in, 96, 96), truth, 4) - Psnr.of(cubic, truth, 4);
    assertThat(gain).isGreaterThan(1);
  }

  /** An edge at 30 degrees, each pixel the average over its area. */
  private static Plane slantedEdge(int width, int height, double scale) {
    Plane plane = Plane.allocate(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int inside = 0;
        for (int i = 0; i < 64; i++) {
          double along = (x + (i % 8 + 0.5) / 8) / scale;
          double down = (y + ((i >> 3) + 0.5) / 8) / scale;
          inside += down > 8 + 0.577 * along ? 1 : 0;
        }
        plane.samples()[y * width + x] = (byte) (50 + 150 * inside / 64);
      }
    }
    return plane;
  }

  @Test
  void writesNothingOutsideItsOutput() {
    Plane canvas = Plane.filled(40, 40, 77);
    Plane hole = canvas.view(new Region(5, 6, 21, 19));
    sharp.upscale(TestPictures.noise(11, 10, 4), Mapping.whole(11, 10, 21, 19), hole);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        boolean inside = x >= 5 && x < 26 && y >= 6 && y < 25;
        assertThat(inside || canvas.sample(x, y) == 77).as("%d,%d", x, y).isTrue();
      }
    }
  }

  @Test
  void looksEverySixteenRowsWhetherItIsStillWanted() {
    AtomicInteger looks = new AtomicInteger();
    Plane in = TestPictures.noise(20, 40, 1);
    Plane out = Plane.allocate(40, 80);
    assertThatThrownBy(() ->
            sharp.upscale(
                in,
                Mapping.whole(20, 40, 40, 80),
                out,
                () -> {
                  if (looks.incrementAndGet() == 3) {
                    throw new CancellationException();
                  }
                }))
        .isInstanceOf(CancellationException.class);
    assertThat(out.sample(39, 14) + out.sample(38, 14)).isPositive();
    for (int x = 0; x < 40; x++) {
      assertThat(out.sample(x, 32)).isZero();
    }
  }
}
