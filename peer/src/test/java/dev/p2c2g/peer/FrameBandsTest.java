package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.bands.Band;
import dev.p2c2g.bands.JpegJoin;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Bands as tasks carry them, with the codec that this machine's peers use. */
final class FrameBandsTest {
  private static final int WIDTH = 250;
  private static final int HEIGHT = 139;
  private static final long MAX_PIXELS = 1 << 20;

  private final FrameUpscaleExecutor executor = new FrameUpscaleExecutor();

  @ParameterizedTest
  @EnumSource(Quality.class)
  void bandsOfAFrameJoinToTheFrame(Quality quality) throws Exception {
    var whole = TestPicture.decoded(execute(rows(quality, 0, HEIGHT), () -> false));
    List<ByteBuffer> bands = new ArrayList<>();
    for (var from = 0; from < Band.grains(HEIGHT); from += 2) {
      var to = Math.min(from + 2, Band.grains(HEIGHT));
      var band = Band.ofGrains(HEIGHT, from, to);
      bands.add(ByteBuffer.wrap(execute(rows(quality, band.y(), band.height()), () -> false)));
    }
    var joined = TestPicture.decoded(JpegJoin.join(bands));

    assertThat(bands).hasSize(5);
    assertThat(joined.getHeight()).isEqualTo(HEIGHT);
    assertThat(joined.getRGB(0, 0, WIDTH, HEIGHT, new int[WIDTH * HEIGHT], 0, WIDTH))
        .isEqualTo(whole.getRGB(0, 0, WIDTH, HEIGHT, new int[WIDTH * HEIGHT], 0, WIDTH));
  }

  @Test
  void cancelledWorkEndsWithinSixteenRows() throws Exception {
    var asked = new AtomicInteger();
    execute(params(Quality.QUALITY), () -> asked.incrementAndGet() < 0);
    assertThat(asked.get()).as("looks for cancellation").isGreaterThanOrEqualTo(HEIGHT / 16 * 2);

    var middle = asked.get() / 2;
    asked.set(0);
    assertThatThrownBy(
            () -> execute(params(Quality.QUALITY), () -> asked.incrementAndGet() >= middle))
        .isInstanceOf(CancellationException.class);
    assertThat(asked.get()).as("none after the one that said so").isEqualTo(middle);
  }

  private static ObjectNode rows(Quality quality, int y, int height) {
    var params = params(quality);
    params.putObject("region").put("x", 0).put("y", y).put("width", WIDTH).put("height", height);
    return params;
  }

  private static ObjectNode params(Quality quality) {
    return FrameUpscaleParams.of(TestPicture.WIDTH, TestPicture.HEIGHT, WIDTH, HEIGHT, quality)
        .toJson();
  }

  private byte[] execute(ObjectNode params, BooleanSupplier cancelled) throws TaskFailedException {
    var data = ByteBuffer.wrap(TestPicture.encoded("jpeg"));
    var output =
        executor.execute(
            new TaskInput(data, params, MAX_PIXELS, OptionalDouble.empty(), 1, cancelled));
    var bytes = new byte[output.result().remaining()];
    output.result().duplicate().get(bytes);
    return bytes;
  }
}
