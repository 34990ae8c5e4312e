package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class FrameUpscaleExecutorTest {
  private static final long MAX_PIXELS = 100_000;

  private final FrameUpscaleExecutor executor = new FrameUpscaleExecutor();

  private static ObjectNode params(int width, int height, Quality quality) {
    return FrameUpscaleParams.of(TestPicture.WIDTH, TestPicture.HEIGHT, width, height, quality)
        .toJson();
  }

  private TaskOutput execute(byte[] data, ObjectNode params) throws TaskFailedException {
    return executor.execute(TaskInput.unhurried(ByteBuffer.wrap(data), params, MAX_PIXELS));
  }

  private void assertRefused(byte[] data, ObjectNode params, String... parts) {
    assertThatThrownBy(() -> execute(data, params))
        .isInstanceOf(TaskFailedException.class)
        .message()
        .contains(parts);
  }

  private static byte[] bytes(TaskOutput output) {
    var bytes = new byte[output.result().remaining()];
    output.result().duplicate().get(bytes);
    return bytes;
  }

  private static void assertShows(byte[] picture, int width, int height) {
    var image = TestPicture.decoded(picture);
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    for (var x : new double[] {0.25, 0.75}) {
      for (var y : new double[] {0.25, 0.75}) {
        var rgb = image.getRGB((int) (x * width), (int) (y * height));
        assertThat(TestPicture.alike(TestPicture.colour(x, y), rgb))
            .as("%x at %s, %s", rgb, x, y)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg, jpeg, 64, 36", "jpeg, png, 64, 36", "png, jpeg, 88, 79", "png, png, 88, 79",
    "jpeg, jpeg, 88, 79", "jpeg, png, 256, 144", "png, jpeg, 256, 36", "png, png, 64, 144",
  })
  void upscalesEachFormatToEachAtAnyRatio(String in, String out, int width, int height)
      throws TaskFailedException {
    for (var quality : Quality.values()) {
      var params = params(width, height, quality).put("output_format", out);
      var result = bytes(execute(TestPicture.encoded(in), params));

      assertThat(ImageFormat.sniff(result).name()).isEqualToIgnoringCase(out);
      assertShows(result, width, height);
    }
  }

  @Test
  void eachQualityIsAnAlgorithmOfItsOwn() throws TaskFailedException {
    var picture = TestPicture.encoded("png");
    var names = new HashSet<String>();
    var pictures = new HashSet<Integer>();
    for (var quality : Quality.values()) {
      var output = execute(picture, params(128, 72, quality).put("output_format", "png"));
      names.add(output.algorithmUsed());
      pictures.add(Arrays.hashCode(bytes(output)));
    }

    assertThat(names).hasSize(3);
    assertThat(pictures).as("different pixels").hasSize(3);
  }

  @Test
  void aRegionIsTheSamePixelsAsThatPartOfTheWhole() throws TaskFailedException {
    var picture = TestPicture.encoded("png");
    var params =
        params(150, 100, Quality.BALANCED).put("output_format", "png").put("algorithm", "learned");
    var whole = TestPicture.decoded(bytes(execute(picture, params)));
    params.putObject("region").put("x", 60).put("y", 33).put("width", 41).put("height", 50);
    var part = TestPicture.decoded(bytes(execute(picture, params)));

    assertThat(part.getWidth()).isEqualTo(41);
    assertThat(part.getHeight()).isEqualTo(50);
    for (var y = 0; y < 50; y++) {
      for (var x = 0; x < 41; x++) {
        assertThat(part.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(whole.getRGB(60 + x, 33 + y));
      }
    }
  }

  @Test
  void takesTheAlgorithmThatIsNamed() throws TaskFailedException {
    for (var upscaler : Upscalers.all()) {
      var params = params(128, 72, Quality.FAST).put("algorithm", upscaler.name());
      assertThat(execute(TestPicture.encoded("jpeg"), params).algorithmUsed())
          .isEqualTo(upscaler.name());
    }
    assertRefused(
        TestPicture.encoded("jpeg"),
        params(128, 72, Quality.FAST).put("algorithm", "magic"),
        "params.algorithm: this peer has no 'magic'",
        "cubic, l, learned, m, s, sharp, xs");
  }

  @Test
  void saysWhatIsWrongWithAPicture() {
    var jpeg = TestPicture.encoded("jpeg");
    var params = params(128, 72, Quality.FAST);

    assertRefused(new byte[0], params, "not a JPEG or PNG", "0 bytes");
    assertRefused(new byte[] {1, 2, 3}, params, "not a JPEG or PNG");
    assertRefused(Arrays.copyOf(jpeg, 20), params, "not a JPEG or PNG");
    var png = TestPicture.encoded("png");
    assertRefused(Arrays.copyOf(png, 60), params, "PNG");
    assertRefused(jpeg, params.deepCopy().put("input_width", 65), "are 65 x 36", "64 x 36");
    assertRefused(jpeg, params(256, 145, Quality.FAST), "params.output_height: is 145");
    assertRefused(jpeg, params.deepCopy().put("quality", "best"), "\"best\"", "fast, balanced");
  }

  @Test
  void refusesMorePixelsThanThisPeerTouches() {
    var params = FrameUpscaleParams.of(200, 200, 400, 400, Quality.FAST).toJson();

    assertRefused(TestPicture.encoded("png"), params, "400 x 400", "100000");
  }

  @Test
  void stopsWhenItsTaskIsCancelled() {
    var input =
        new TaskInput(
            ByteBuffer.wrap(TestPicture.encoded("jpeg")),
            params(128, 72, Quality.QUALITY),
            MAX_PIXELS,
            OptionalDouble.empty(),
            1,
            () -> true);

    assertThatThrownBy(() -> executor.execute(input)).isInstanceOf(CancellationException.class);
  }
}
