package dev.p2c2g.fuzzing;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskSubmit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages in both wire forms: what can be read can be written, and read again as the same. */
public final class WireTarget {
  private static final long MAX_PIXELS = 33_177_600;

  private WireTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Hangs.rejectLongRun(() -> run(data));
  }

  private static void run(byte[] data) {
    if (data.length == 0) {
      return;
    }
    var rest = ByteBuffer.wrap(data, 1, data.length - 1).slice();
    try {
      check(
          data[0] % 2 == 0
              ? MessageCodec.decodeText(StandardCharsets.UTF_8.decode(rest).toString())
              : MessageCodec.decodeEnvelope(rest));
    } catch (ProtocolException _) {
      // refused, as it may be
    }
  }

  private static void check(Message message) throws ProtocolException {
    var text = MessageCodec.encodeText(message);
    if (!MessageCodec.encodeText(decodedAgain(text)).equals(text)) {
      throw new IllegalStateException("written and read again it is another: " + text);
    }
    var _ = MessageCodec.encodeEnvelope(message);
    if (message instanceof TaskSubmit submit) {
      var params = FrameUpscaleParams.read(submit.params(), MAX_PIXELS);
      params.checkPicture(submit.data(), MAX_PIXELS);
    }
  }

  private static Message decodedAgain(String text) {
    try {
      return MessageCodec.decodeText(text);
    } catch (ProtocolException e) {
      throw new IllegalStateException("what we write cannot be read: " + text, e);
    }
  }
}
