package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for quality never gets less of it than from the cheapest filter. */
class NeverWorseThanCubicTest {
  private static final Path CLIP = Path.of("..", "demo", "clip");
  private static final Region PART = new Region(240, 150, 400, 240);

  /** Decibels that go unseen, allowed where networks cannot be expected to gain. */
  private static final double UNSEEN = 0.1;

  private final List<String> worse = new ArrayList<>();

  @BeforeAll
  static void tune() {
    TunedLoops.choose();
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "xs", "s", "m", "l"})
  void onFramesOfAGame(String rung) throws IOException {
    for (Map.Entry<String, Plane> frame : frames().entrySet()) {
      Plane small = TestPictures.areaAverage2x2(frame.getValue());
      require(rung, frame.getKey(), small, frame.getValue(), 0);
      for (int quality : new int[] {90, 85, 75}) {
        String what = frame.getKey() + " at JPEG " + quality;
        double allowed = quality == 75 ? UNSEEN : 0;
        require(rung, what, compressed(small, quality), frame.getValue(), allowed);
      }
    }
    assertThat(worse).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xs", "s", "m", "l"})
  void onText(String rung) {
    assumeThatCode(DrawnPictures::texts).doesNotThrowAnyException();
    requireEach(rung, DrawnPictures.texts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"xs", "s", "m", "l"})
  void onDrawnShapes(String rung) {
    requireEach(rung, DrawnPictures.shapes());
  }

  private void requireEach(String rung, Map<String, Plane> pictures) {
    pictures.forEach(
        (name, truth) -> require(rung, name, TestPictures.areaAverage2x2(truth), truth, UNSEEN));
    assertThat(worse).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xs", "s", "m", "l"})
  void onACheckerboardOfSinglePixels(String rung) {
    Plane truth = DrawnPictures.checkerboard(2);
    require(rung, "checkerboard", TestPictures.areaAverage2x2(truth), truth, UNSEEN);
    assertThat(worse).isEmpty();
  }

  private void require(String rung, String what, Plane in, Plane truth, double allowed) {
    double cubic = score(Upscalers.cubic(), in, truth);
    double ours = score(Upscalers.byName(rung).orElseThrow(), in, truth);
    if (!(ours >= cubic - allowed)) {
      worse.add(String.format(Locale.ROOT, "%s: %.2f dB, cubic %.2f", what, ours, cubic));
    }
  }

  private static double score(Upscaler upscaler, Plane in, Plane truth) {
    Plane out = Plane.allocate(truth.width(), truth.height());
    upscaler.upscale(in, Mapping.whole(in.width(), in.height(), out.width(), out.height()), out);
    return Psnr.of(out, truth, 0);
  }

  private static Plane compressed(Plane plane, int quality) {
    Picture grey = new Picture(Subsampling.GREY, List.of(plane), Optional.empty());
    return Codecs.jpeg().decode(Codecs.jpeg().encode(grey, quality), 1 << 20).luma();
  }

  /** One frame whole, and a part of some more. */
  private static Map<String, Plane> frames() throws IOException {
    Map<String, Plane> frames = new LinkedHashMap<>();
    frames.put("frame 60", RealFrameTest.frame().luma());
    for (int number : new int[] {0, 30, 90, 119}) {
      Path file = CLIP.resolve(String.format(Locale.ROOT, "frame-%03d.jpg", number));
      Picture frame = Codecs.decode(Files.readAllBytes(file), 1 << 20);
      frames.put("frame " + number, frame.luma().view(PART));
    }
    return frames;
  }
}
