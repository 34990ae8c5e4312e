package dev.p2c2g.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFramesTest {
  private final List<Object> received = new ArrayList<>();
  private final MessageFrames frames =
      new MessageFrames(
          10,
          new MessageFrames.Receiver() {
            @Override
            public void text(String message) {
              received.add(message);
            }

            @Override
            public void binary(ByteBuffer message) {
              received.add(message);
            }

            @Override
            public void tooLarge() {
              received.add("too large");
            }
          });

  @Test
  void passesWholeMessagesOn() {
    frames.handle(WebSocketFrame.textFrame("one", true));
    frames.handle(WebSocketFrame.binaryFrame(Buffer.buffer(new byte[] {1, 2}), true));
    frames.handle(WebSocketFrame.textFrame("", true));
    assertThat(received).containsExactly("one", ByteBuffer.wrap(new byte[] {1, 2}), "");
  }

  @Test
  void joinsFragmentsWithOthersBetween() {
    frames.handle(WebSocketFrame.textFrame("", false));
    frames.handle(WebSocketFrame.pingFrame(Buffer.buffer("p")));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer(new byte[] {(byte) 0xC3}), false));
    frames.handle(WebSocketFrame.pongFrame(Buffer.buffer("p")));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer(new byte[] {(byte) 0xA9}), true));
    frames.handle(WebSocketFrame.binaryFrame(Buffer.buffer("a"), false));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer("b"), false));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer(""), true));
    assertThat(received).containsExactly("é", ByteBuffer.wrap(new byte[] {'a', 'b'}));
  }

  @Test
  void takesAMessageOfExactlyTheLimit() {
    frames.handle(WebSocketFrame.textFrame("12345", false));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer("67890"), true));
    frames.handle(WebSocketFrame.textFrame("1234567890", true));
    assertThat(received).containsExactly("1234567890", "1234567890");
  }

  @Test
  void saysOnceThatAMessageIsTooLargeAndReceivesNoMore() {
    frames.handle(WebSocketFrame.textFrame("12345", false));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer("678901"), false));
    frames.handle(WebSocketFrame.continuationFrame(Buffer.buffer("2"), true));
    frames.handle(WebSocketFrame.textFrame("one", true));
    assertThat(received).containsExactly("too large");
  }
}
