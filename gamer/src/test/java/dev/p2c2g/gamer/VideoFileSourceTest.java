package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.Codecs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoFileSourceTest {
  @TempDir Path folder;

  @Test
  void deliversEveryFrameOnceAndEnds() throws Exception {
    Path video = video(64, 48, 16, 126, 235);

    try (VideoFileSource source = VideoFileSource.open(video, VideoOptions.once())) {
      for (int i = 0; i < 3; i++) {
        CapturedFrame frame = source.next().orElseThrow();
        assertThat(frame.index()).isEqualTo(i);
        assertThat(frame.width()).isEqualTo(64);
        assertThat(frame.height()).isEqualTo(48);
      }
      assertThat(source.next()).isEmpty();
      assertThat(source.next()).isEmpty();
    }
  }

  /** Video keeps luma in 16 to 235, JPEG in 0 to 255. */
  @ParameterizedTest
  @CsvSource({"16, 0", "235, 255", "126, 128"})
  void bringsVideoLevelsToPictureLevels(int videoLuma, int grey) throws Exception {
    BufferedImage image = decode(only(video(64, 48, videoLuma), VideoOptions.once()));

    assertThat(image.getRGB(32, 24) & 0xff).isBetween(grey - 2, grey + 2);
  }

  /** The same red has other chroma by BT.601 (small videos) and BT.709 (HD). */
  @ParameterizedTest
  @CsvSource({"64, 48, 81, 90, 240", "1280, 720, 63, 102, 240"})
  void readsColoursByTheMatrixOfTheVideosSize(int width, int height, int y, int cb, int cr)
      throws Exception {
    Path file = folder.resolve("red.y4m");
    Files.write(file, y4m(width, height, new int[][] {{y, cb, cr}}));

    BufferedImage image = decode(only(file, VideoOptions.once()));

    assertThat(Quadrants.near(image.getRGB(width / 2, height / 2), 0xff0000)).isTrue();
  }

  @Test
  void scalesDownToTheFrameSize() throws Exception {
    VideoOptions options = new VideoOptions(Optional.of(new FrameSize(33, 17)), 85, false);

    BufferedImage image = decode(only(video(64, 48, 126), options));

    assertThat(image.getWidth()).isEqualTo(33);
    assertThat(image.getHeight()).isEqualTo(17);
  }

  @Test
  void startsAgainAtTheEndWhenLooping() throws Exception {
    VideoOptions options = new VideoOptions(Optional.empty(), 85, true);

    try (VideoFileSource source = VideoFileSource.open(video(64, 48, 16, 235), options)) {
      for (int i = 0; i < 7; i++) {
        CapturedFrame frame = source.next().orElseThrow();
        int grey = decode(frame).getRGB(32, 24) & 0xff;
        assertThat(frame.index()).isEqualTo(i);
        assertThat(grey < 128).isEqualTo(i % 2 == 0);
      }
    }
  }

  @Test
  void answersEmptyAfterClosing() throws Exception {
    VideoFileSource source = VideoFileSource.open(video(64, 48, 126), VideoOptions.once());

    source.close();

    assertThat(source.next()).isEmpty();
  }

  @Test
  void refusesAFileThatIsMissingOrNoVideo() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a video");

    assertThatThrownBy(() -> VideoFileSource.open(folder.resolve("none.mp4"), VideoOptions.once()))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("none.mp4");
    assertThatThrownBy(() -> VideoFileSource.open(text, VideoOptions.once()))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("notes.txt");
  }

  private static CapturedFrame only(Path video, VideoOptions options) throws CaptureException {
    try (VideoFileSource source = VideoFileSource.open(video, options)) {
      return source.next().orElseThrow();
    }
  }

  private static BufferedImage decode(CapturedFrame frame) {
    return Codecs.decode(frame.data(), 1 << 20).toImage();
  }

  /** A video of one flat grey frame for each luma given. */
  private Path video(int width, int height, int... lumas) throws IOException {
    int[][] frames =
        Arrays.stream(lumas).mapToObj(y -> new int[] {y, 128, 128}).toArray(int[][]::new);
    return Files.write(folder.resolve("grey.y4m"), y4m(width, height, frames));
  }

  /** YUV4MPEG2: a line of text, then planes of 4:2:0, here each of one value. */
  private static byte[] y4m(int width, int height, int[][] frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String header = "YUV4MPEG2 W%d H%d F30:1 Ip C420jpeg\n".formatted(width, height);
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    for (int[] frame : frames) {
      out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(filled(width * height, frame[0]));
      out.writeBytes(filled(width * height / 4, frame[1]));
      out.writeBytes(filled(width * height / 4, frame[2]));
    }
    return out.toByteArray();
  }

  private static byte[] filled(int length, int value) {
    byte[] samples = new byte[length];
    Arrays.fill(samples, (byte) value);
    return samples;
  }
}
