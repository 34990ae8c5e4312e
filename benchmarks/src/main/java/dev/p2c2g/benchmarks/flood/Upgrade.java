package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskSubmit;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** As little of HTTP and WebSocket as it takes to trouble somebody. */
final class Upgrade {
  static final int SWITCHING = 101;
  private static final int BINARY_FINAL = 0x82;
  private static final int MASKED_16 = 0x80 | 126;
  private static final int HEAD = 8;
  private static final int LONGEST = 8_192;

  private Upgrade() {}

  /** Asks for a WebSocket, showing a token; the status. The connection may go on. */
  static int ask(Socket socket, String token) throws IOException {
    var request =
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return status(head(socket.getInputStream()));
  }

  /** Up to the empty line; answers that turn somebody away have nothing behind it. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = in.read();
      if (next < 0 || head.length() > LONGEST) {
        throw new IOException("no answer");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int status(String head) throws IOException {
    var words = head.split(" ", 3);
    if (words.length < 3 || !words[0].startsWith("HTTP/")) {
      throw new IOException("no HTTP answer");
    }
    return Integer.parseInt(words[1]);
  }

  /** A frame to be upscaled, as bytes of the wire: masked with zeros, so that it stays as it is. */
  static byte[] submission(byte[] jpeg, int width, int height, int scale) {
    var params = FrameUpscaleParams.of(width, height, scale * width, scale * height, Quality.FAST);
    var message =
        MessageCodec.encodeEnvelope(
            new TaskSubmit(
                "again",
                FrameUpscaleParams.TASK_TYPE,
                Payload.of(jpeg),
                params.toJson(),
                GamerClient.DEFAULT_PRIORITY,
                OptionalLong.of(1_000)));
    if (message.size() > 0xFFFF) {
      throw new IllegalArgumentException(message.size() + " bytes are too many for this");
    }
    return ByteBuffer.allocate(HEAD + message.size())
        .put((byte) BINARY_FINAL)
        .put((byte) MASKED_16)
        .putShort((short) message.size())
        .putInt(0)
        .put(message.head())
        .put(message.payload())
        .array();
  }
}
