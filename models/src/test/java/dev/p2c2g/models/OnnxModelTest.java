package dev.p2c2g.models;

import static dev.p2c2g.models.TestModels.greatestDifference;
import static dev.p2c2g.models.TestModels.load;
import static dev.p2c2g.models.TestModels.noise;
import static dev.p2c2g.models.TestModels.part;
import static dev.p2c2g.models.TestModels.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxModelTest {

  @Test
  void leavesNoSeamBetweenTiles() {
    Picture in = noise(101, 75, Subsampling.S444);
    try (OnnxModel large = load("conv2x", 256, 4);
        OnnxModel small = load("conv2x", 32, 2);
        OnnxModel without = load("conv2x", 32, 0)) {
      Picture expected = whole(large, in, 202, 150);
      assertThat(greatestDifference(whole(small, in, 202, 150), expected)).isLessThanOrEqualTo(1);
      assertThat(greatestDifference(whole(without, in, 202, 150), expected)).isGreaterThan(4);
    }
  }

  @ParameterizedTest
  @CsvSource({"202, 150", "101, 75", "152, 113", "303, 225", "404, 300"})
  void makesAPartEqualToThatPartOfTheWhole(int width, int height) {
    Picture in = noise(101, 75, Subsampling.S444);
    Random random = new Random(width);
    try (OnnxModel model = load("conv2x", 48, 3)) {
      Picture whole = whole(model, in, width, height);
      for (int run = 0; run < 6; run++) {
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        Region part =
            new Region(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
        Picture found = part(model, in, width, height, part);
        assertThat(greatestDifference(found, TestModels.crop(whole, part))).as("%s", part).isZero();
      }
    }
  }

  @Test
  void makesBandsOfSharedColourEqualToThoseOfTheWhole() {
    Picture in = noise(64, 48, Subsampling.S420);
    try (OnnxModel model = load("nearest4x", 32, 4)) {
      Picture whole = whole(model, in, 128, 96);
      for (int y = 0; y < 96; y += 32) {
        Picture band = part(model, in, 128, 96, new Region(0, y, 128, 32));
        for (int row = 0; row < 16; row++) {
          for (int x = 0; x < 64; x++) {
            assertThat(band.cb().sample(x, row)).isEqualTo(whole.cb().sample(x, y / 2 + row));
            assertThat(band.luma().sample(2 * x, 2 * row))
                .isEqualTo(whole.luma().sample(2 * x, y + 2 * row));
          }
        }
      }
    }
  }

  @Test
  void givesTheModelsOwnPixelsAtItsOwnScale() {
    Picture in = noise(37, 29, Subsampling.GREY);
    try (OnnxModel model = load("nearest4x", 32, 8)) {
      Plane out = whole(model, in, 148, 116).luma();
      for (int y = 0; y < 116; y++) {
        for (int x = 0; x < 148; x++) {
          assertThat(out.sample(x, y)).as("%d,%d", x, y).isEqualTo(in.luma().sample(x / 4, y / 4));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0", "1.5", "2.0", "3.0", "3.3"})
  void keepsASlopeInPlaceAtAnyRatio(double ratio) {
    Picture in = Picture.allocate(60, 24, Subsampling.GREY);
    for (int i = 0; i < 60 * 24; i++) {
      in.luma().samples()[i] = (byte) (4 * (i % 60));
    }
    int width = (int) (60 * ratio);
    try (OnnxModel model = load("nearest4x", 64, 8)) {
      Plane out = whole(model, in, width, (int) (24 * ratio)).luma();
      double error = 0;
      for (int x = width / 4; x < width / 4 * 3; x++) {
        double expected = 4 * ((x + 0.5) * 60 / width - 0.5);
        assertThat((double) out.sample(x, 10)).isBetween(expected - 2.6, expected + 2.6);
        error += out.sample(x, 10) - expected;
      }
      assertThat(error / (width / 2.0)).isBetween(-0.5, 0.5);
    }
  }

  @Test
  void keepsColourAndFlatness() {
    Picture in = Picture.allocate(40, 30, Subsampling.S420);
    in.luma().copyFrom(Plane.filled(40, 30, 120));
    in.cb().copyFrom(Plane.filled(20, 15, 100));
    in.cr().copyFrom(Plane.filled(20, 15, 150));
    try (OnnxModel model = load("nearest4x", 32, 2)) {
      Picture out = whole(model, in, 90, 70);
      assertThat(out.subsampling()).isEqualTo(Subsampling.S420);
      assertThat(out.luma().sample(50, 33)).isBetween(119, 121);
      assertThat(out.cb().sample(20, 20)).isBetween(99, 101);
      assertThat(out.cr().sample(20, 20)).isBetween(149, 151);
    }
  }

  @Test
  void looksBeforeEachTileWhetherItIsStillWanted() {
    Picture in = noise(96, 96, Subsampling.GREY);
    try (OnnxModel model = load("conv2x", 32, 4)) {
      AtomicInteger looks = new AtomicInteger();
      Region all = Region.whole(192, 192);
      model.upscale(in, 192, 192, all, Subsampling.GREY, looks::incrementAndGet);
      assertThat(looks.get()).isGreaterThanOrEqualTo(16);
      AtomicInteger left = new AtomicInteger(9);
      Runnable until =
          () -> {
            if (left.decrementAndGet() == 0) {
              throw new CancellationException("enough");
            }
          };
      assertThatThrownBy(() -> model.upscale(in, 192, 192, all, Subsampling.GREY, until))
          .isInstanceOf(CancellationException.class);
      assertThat(left.get()).isZero();
      // what was in use is free again
      assertThat(whole(model, in, 192, 192).width()).isEqualTo(192);
    }
  }

  @Test
  void runsAModelOfOneSizeOnTilesOfThatSize() {
    Picture in = noise(70, 50, Subsampling.S444);
    try (OnnxModel fixed = load("fixed2x", 48, 4);
        OnnxModel free = load("conv2x", 48, 4)) {
      assertThat(greatestDifference(whole(fixed, in, 140, 100), whole(free, in, 140, 100)))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void tellsItsScaleAndSpeed() {
    try (OnnxModel model = load("nearest4x", 32, 0)) {
      assertThat(model.scale()).isEqualTo(4);
      assertThat(model.msPerMegapixel()).isPositive();
      assertThat(model.report()).contains("nearest4x", "4x", "MB");
    }
  }
}
