package dev.p2c2g.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class FrameUpscaleParamsTest {
  private static final long MAX_PIXELS = 33_177_600;

  @Test
  void readsWhatItWrote() throws ProtocolException {
    var params =
        new FrameUpscaleParams(
            960,
            540,
            1920,
            1080,
            FrameUpscaleParams.Quality.QUALITY,
            FrameUpscaleParams.Format.PNG,
            75,
            Optional.of(new FrameUpscaleParams.Region(0, 16, 1920, 64)),
            Optional.of("xs"));
    assertThat(FrameUpscaleParams.read(params.toJson(), MAX_PIXELS)).isEqualTo(params);
  }

  @ParameterizedTest
  @CsvSource({
    "input_width, 0, INVALID_PARAMS",
    "input_width, -960, INVALID_PARAMS",
    "input_width, 1e3, INVALID_PARAMS",
    "input_height, 99999999999, INVALID_PARAMS",
    "output_width, 959, INVALID_PARAMS",
    "output_width, 3841, INVALID_PARAMS",
    "output_height, 2161, INVALID_PARAMS",
    "output_width, 60000, PAYLOAD_TOO_LARGE",
    "input_width, 61441, PAYLOAD_TOO_LARGE",
    "output_quality, 0, INVALID_PARAMS",
    "output_quality, 101, INVALID_PARAMS",
    "quality, '\"best\"', INVALID_PARAMS",
    "quality, 3, INVALID_PARAMS",
    "output_format, '\"gif\"', INVALID_PARAMS",
    "region, '[]', INVALID_PARAMS",
    "region, '{\"x\":0,\"y\":0,\"width\":1921,\"height\":1}', INVALID_PARAMS",
    "region, '{\"x\":0,\"y\":0,\"width\":0,\"height\":1}', INVALID_PARAMS"
  })
  void refusesAParameterOutOfItsRange(String name, String json, ErrorCode code)
      throws ProtocolException {
    var params = good();
    params.set(name, Json.parse("{\"v\":" + json + "}").get("v"));
    assertThatThrownBy(() -> FrameUpscaleParams.read(params, MAX_PIXELS))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageStartingWith("params");
  }

  @Test
  void refusesAMissingSize() {
    var params = good();
    params.remove("output_height");
    assertThatThrownBy(() -> FrameUpscaleParams.read(params, MAX_PIXELS))
        .hasMessage(
            "params.output_height: is missing; must be a whole number from 1 to 2147483647");
  }

  @Test
  void holdsThePictureToItsParameters() throws ProtocolException {
    var params = FrameUpscaleParams.read(good(), MAX_PIXELS);
    params.checkPicture(png(960, 540), MAX_PIXELS);
    assertThatThrownBy(() -> params.checkPicture(png(540, 960), MAX_PIXELS))
        .hasMessageContaining("540 x 960");
    assertThatThrownBy(() -> params.checkPicture(png(60_000, 60_000), MAX_PIXELS))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
    assertThatThrownBy(() ->
            params.checkPicture(
                Payload.of("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)), MAX_PIXELS))
        .hasMessageContaining("not a JPEG or PNG");
  }

  @Test
  void readsAJpegsSizeBehindItsOtherSegments() {
    var jpeg =
        ByteBuffer.allocate(64)
            .putShort((short) 0xFFD8)
            .putShort((short) 0xFFE0)
            .putShort((short) 4)
            .putShort((short) 7)
            .put((byte) 0xFF)
            .putShort((short) 0xFFC2)
            .putShort((short) 11)
            .put((byte) 8)
            .putShort((short) 540)
            .putShort((short) 960)
            .rewind();
    assertThat(ImageHeader.read(jpeg)).contains(new ImageHeader(ImageHeader.Format.JPEG, 960, 540));
    for (var cut = 0; cut < 18; cut++) {
      assertThat(ImageHeader.read(jpeg.slice(0, cut))).as("cut to %d bytes", cut).isEmpty();
    }
  }

  private static ObjectNode good() {
    return FrameUpscaleParams.of(960, 540, 1920, 1080, FrameUpscaleParams.Quality.BALANCED)
        .toJson();
  }

  private static Payload png(int width, int height) {
    var bytes =
        ByteBuffer.allocate(33)
            .putLong(0x89504E470D0A1A0AL)
            .putInt(13)
            .putInt(0x49484452)
            .putInt(width)
            .putInt(height);
    return Payload.of(bytes.array());
  }
}
