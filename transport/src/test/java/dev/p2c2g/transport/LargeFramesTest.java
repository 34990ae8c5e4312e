package dev.p2c2g.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's own codec is the reference: with it alone the same frames must arrive. */
class LargeFramesTest {
  private static final int MOST_BYTES = 3_000_000;

  private final Random random = new Random(7);

  private record Seen(Class<?> kind, boolean last, ByteBuffer payload) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsEveryFrameInOrderHoweverTheStreamIsCut(boolean masked) {
    for (var round = 0; round < 40; round++) {
      var frames = frames(8);
      var stream = encoded(masked, frames);
      var mostCut = 1 << random.nextInt(2, 20);
      assertThat(decoded(masked, stream, mostCut))
          .as("round %d, cuts of at most %d bytes", round, mostCut)
          .isEqualTo(frames.stream().map(LargeFramesTest::seen).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 500_000})
  void masksWhatNettyUnmasks(int bytes) {
    var payload = new byte[bytes];
    random.nextBytes(payload);
    var channel = new EmbeddedChannel(new WebSocket13FrameEncoder(true), new MaskedWriter());
    var half = bytes / 3;
    channel.writeOutbound(
        new BinaryWebSocketFrame(
            Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(payload, 0, half),
                Unpooled.copiedBuffer(payload, half, bytes - half))),
        new PingWebSocketFrame());
    var reader = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, MOST_BYTES));
    for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
      reader.writeInbound(piece);
    }
    assertThat(all(reader))
        .containsExactly(
            new Seen(BinaryWebSocketFrame.class, true, ByteBuffer.wrap(payload)),
            new Seen(PingWebSocketFrame.class, true, ByteBuffer.allocate(0)));
  }

  @Test
  void leavesWhatIsNotAllowedToTheDecoder() {
    var tooLarge = encoded(true, List.of(binary(MOST_BYTES + 1, true)));
    var unmasked = encoded(false, List.of(binary(100_000, true)));
    var withinAnother = encoded(true, List.of(binary(10, false), binary(100_000, true)));
    for (var stream : List.of(tooLarge, unmasked, withinAnother)) {
      assertThatExceptionOfType(CorruptedWebSocketFrameException.class)
          .isThrownBy(() -> decoded(true, stream, 1 << 16));
    }
  }

  @Test
  void bringsNothingThatComesAfterTheGoodbye() {
    var goodbye = new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE);
    var stream = encoded(true, List.of(goodbye.copy(), binary(100_000, true)));
    assertThat(decoded(true, stream, 1 << 16)).containsExactly(seen(goodbye));
  }

  @Test
  void setsLittleAsideForWhatIsOnlyAnnounced() {
    var announced = Unpooled.buffer().writeByte(0x82).writeByte(127).writeLong(200_000_000);
    var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 300_000_000));
    var large = new LargeFrames(channel.pipeline().firstContext(), false, 300_000_000);
    channel.pipeline().addFirst(large);
    channel.writeInbound(announced);
    assertThat(large.setAsideBytes()).isEqualTo(1 << 16);
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[100_000]));
    assertThat(large.setAsideBytes()).isEqualTo(8 << 16);
  }

  private List<WebSocketFrame> frames(int count) {
    var frames = new ArrayList<WebSocketFrame>();
    while (frames.size() < count) {
      switch (random.nextInt(6)) {
        case 0 -> frames.add(binary(random.nextInt(65_530, 65_545), true));
        case 1 -> frames.add(binary(random.nextInt(70_000, 900_000), true));
        case 2 -> frames.add(new PingWebSocketFrame(bytes(random.nextInt(126))));
        case 3 -> frames.add(new TextWebSocketFrame("x".repeat(random.nextInt(70_000))));
        case 4 -> {
          frames.add(binary(random.nextInt(80_000), false));
          frames.add(new PingWebSocketFrame(bytes(3)));
          frames.add(new ContinuationWebSocketFrame(false, 0, bytes(random.nextInt(80_000))));
          frames.add(new ContinuationWebSocketFrame(true, 0, bytes(random.nextInt(80_000))));
        }
        default -> frames.add(binary(random.nextInt(300), true));
      }
    }
    return frames;
  }

  private BinaryWebSocketFrame binary(int length, boolean last) {
    return new BinaryWebSocketFrame(last, 0, bytes(length));
  }

  private ByteBuf bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return Unpooled.wrappedBuffer(bytes);
  }

  private static ByteBuf encoded(boolean masked, List<WebSocketFrame> frames) {
    var channel = new EmbeddedChannel(new WebSocket13FrameEncoder(masked));
    var stream = Unpooled.buffer();
    frames.forEach(frame -> channel.writeOutbound(frame.copy()));
    for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
      stream.writeBytes(piece);
    }
    return stream;
  }

  private List<Seen> decoded(boolean masked, ByteBuf stream, int mostCut) {
    var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(masked, false, MOST_BYTES));
    channel
        .pipeline()
        .addFirst(new LargeFrames(channel.pipeline().firstContext(), masked, MOST_BYTES));
    while (stream.isReadable()) {
      var cut = Math.min(stream.readableBytes(), random.nextInt(1, mostCut + 1));
      channel.writeInbound(stream.readRetainedSlice(cut));
    }
    return all(channel);
  }

  private static List<Seen> all(EmbeddedChannel channel) {
    var seen = new ArrayList<Seen>();
    for (WebSocketFrame frame = channel.readInbound();
        frame != null;
        frame = channel.readInbound()) {
      seen.add(seen(frame));
    }
    return seen;
  }

  private static Seen seen(WebSocketFrame frame) {
    var payload = new byte[frame.content().readableBytes()];
    frame.content().getBytes(frame.content().readerIndex(), payload);
    return new Seen(frame.getClass(), frame.isFinalFragment(), ByteBuffer.wrap(payload));
  }
}
