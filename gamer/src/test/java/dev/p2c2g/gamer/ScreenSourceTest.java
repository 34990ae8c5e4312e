package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Region;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures a real X screen on which plain AWT has painted known colours. */
class ScreenSourceTest {
  private static XvfbServer server;
  private static Desktop desktop;

  @BeforeAll
  static void paintKnownColours() {
    server = XvfbServer.start();
    desktop = Desktop.start(server.display());
    desktop.run("paint 1280 720");
    await().until(() -> Quadrants.matches(capture(region(0, 0, 1280, 720), Optional.empty())));
  }

  @AfterAll
  static void stop() {
    if (desktop != null) {
      desktop.close();
      server.close();
    }
  }

  @Test
  void capturesTheWholeScreenWhenNoRegionIsGiven() throws Exception {
    BufferedImage screen = capture(Optional.empty(), Optional.empty());

    assertThat(screen.getWidth()).isEqualTo(XvfbServer.SCREEN.width());
    assertThat(screen.getHeight()).isEqualTo(XvfbServer.SCREEN.height());
    assertThat(Quadrants.matches(screen, 0, 0, 1280, 720)).isTrue();
    assertThat(Quadrants.near(screen.getRGB(1500, 900), 0)).isTrue();
  }

  @Test
  void capturesOnlyTheRegion() throws Exception {
    // the lower right quarter of the painting, 101 pixels into the black beside it
    BufferedImage part = capture(region(640, 360, 741, 360), Optional.empty());

    assertThat(part.getWidth()).isEqualTo(741);
    assertThat(Quadrants.near(part.getRGB(320, 180), Quadrants.COLOURS.get(3))).isTrue();
    assertThat(Quadrants.near(part.getRGB(630, 180), Quadrants.COLOURS.get(3))).isTrue();
    assertThat(Quadrants.near(part.getRGB(660, 180), 0)).isTrue();
  }

  @Test
  void scalesDownToTheFrameSize() throws Exception {
    BufferedImage small = capture(region(0, 0, 1280, 720), Optional.of(new FrameSize(321, 181)));

    assertThat(small.getWidth()).isEqualTo(321);
    assertThat(small.getHeight()).isEqualTo(181);
    assertThat(Quadrants.matches(small)).isTrue();
  }

  @Test
  void numbersFramesAndAnswersEmptyAfterClosing() throws Exception {
    ScreenSource source = ScreenSource.open(options(Optional.empty(), Optional.empty()));
    assertThat(source.next().orElseThrow().index()).isZero();
    assertThat(source.next().orElseThrow().index()).isEqualTo(1);

    source.close();

    assertThat(source.next()).isEmpty();
  }

  @Test
  void refusesARegionOutsideTheScreen() {
    assertThatThrownBy(() -> capture(region(1900, 0, 640, 360), Optional.empty()))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("screen " + server.display());
  }

  @Test
  void refusesToSendMoreThanItCaptures() {
    assertThatThrownBy(() -> capture(region(0, 0, 640, 360), Optional.of(new FrameSize(1280, 720))))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("640x360")
        .hasMessageContaining("1280x720");
  }

  @Test
  void robotCapturesTheSameColours(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("robot.jpg");
    desktop.run("robot " + file + " 1280 720");

    assertThat(Quadrants.matches(decode(Files.readAllBytes(file)))).isTrue();
  }

  @Test
  void prefersThePlatformsDeviceToRobot() {
    assertThat(desktop.run("capture")).contains("x11grab").contains(server.display());
  }

  @Test
  void fallsBackToRobotWhereFfmpegDoesNotLoad() {
    String noNatives = "-Dorg.bytedeco.javacpp.platform=none";
    try (Desktop bare = Desktop.start(server.display(), noNatives)) {
      assertThat(bare.run("capture")).contains("java.awt.Robot").contains("1920x1080");
    }
  }

  @Test
  void givesBothReasonsWhenNothingCanCapture() {
    try (Desktop blind = Desktop.start(":0.77", "-Djava.awt.headless=true")) {
      assertThatThrownBy(() -> blind.run("capture"))
          .hasMessageContaining("cannot open screen :0.77")
          .hasMessageContaining("or use --frames DIR")
          .hasMessageContaining("fall-back: Java cannot capture a screen");
    }
  }

  @Test
  void cutsARegionOutOfAFrameForDevicesThatCannot() throws Exception {
    InputSpec wholeScreen = new InputSpec("x11grab", server.display(), Map.of());
    try (FfmpegInput input = FfmpegInput.open("screen", wholeScreen);
        FrameConverter converter = new FrameConverter(Optional.empty())) {
      AVFrame frame = input.read().orElseThrow();
      Cropping.apply(frame, new Region(641, 361, 700, 300));
      BufferedImage part = converter.convert(frame).toImage();

      assertThat(part.getWidth()).isEqualTo(700);
      assertThat(Quadrants.near(part.getRGB(2, 2), Quadrants.COLOURS.get(3))).isTrue();
      assertThat(Quadrants.near(part.getRGB(630, 290), Quadrants.COLOURS.get(3))).isTrue();
      assertThat(Quadrants.near(part.getRGB(650, 290), 0)).isTrue();
      assertThatThrownBy(() -> Cropping.apply(frame, new Region(1, 0, 700, 300)))
          .hasMessageContaining("region 700x300 at 1,0")
          .hasMessageContaining("700x300");
    }
  }

  private static BufferedImage capture(Optional<Region> region, Optional<FrameSize> size)
      throws CaptureException {
    try (ScreenSource source = ScreenSource.open(options(region, size))) {
      return decode(source.next().orElseThrow().data());
    }
  }

  private static ScreenOptions options(Optional<Region> region, Optional<FrameSize> size) {
    return new ScreenOptions(Optional.of(server.display()), region, size, 30, 95, false);
  }

  private static Optional<Region> region(int x, int y, int width, int height) {
    return Optional.of(new Region(x, y, width, height));
  }

  private static BufferedImage decode(byte[] data) {
    return Codecs.decode(data, 1920 * 1080).toImage();
  }
}
