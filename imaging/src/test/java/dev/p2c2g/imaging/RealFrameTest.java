package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ladder of upscalers on a frame of a game, shrunk and compressed as a gamer sends it. */
class RealFrameTest {

  @Test
  void eachRungIsBetterThanTheOneBelow() throws IOException {
    Plane truth = frame().luma();
    Plane small = TestPictures.areaAverage2x2(truth);
    Picture grey = new Picture(Subsampling.GREY, List.of(small), Optional.empty());
    byte[] sent = Codecs.jpeg().encode(grey, 90);
    Plane received = Codecs.jpeg().decode(sent, 1 << 20).luma();
    for (Plane in : List.of(small, received)) {
      double below = 0;
      for (Upscaler rung : Upscalers.ladder()) {
        double score = score(rung, in, truth);
        assertThat(score).as("%s", rung.name()).isGreaterThan(below + 0.05);
        below = score;
      }
    }
  }

  private static double score(Upscaler upscaler, Plane in, Plane truth) {
    Plane out = Plane.allocate(truth.width(), truth.height());
    Mapping mapping = Mapping.whole(in.width(), in.height(), out.width(), out.height());
    upscaler.upscale(in, mapping, out);
    return Psnr.of(out, truth, 16);
  }

  static Picture frame() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RealFrameTest.class.getResourceAsStream("/supertuxkart/frame-060.jpg"))) {
      return Codecs.decode(in.readAllBytes(), 1 << 20);
    }
  }
}
