package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.MALFORMED;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.changed;
import static dev.p2c2g.systemtests.BadMessage.json;

import dev.p2c2g.systemtests.BadMessage.Sender;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Binary messages whose parts do not fit together. */
final class BadEnvelopes {
  private static final byte[] HEADER =
      json("{'msg_type':'stats_request'}").getBytes(StandardCharsets.UTF_8);
  private static final byte[] SOME = {1, 2, 3};

  private BadEnvelopes() {}

  static Stream<BadMessage> all() {
    return Stream.of(lengths(), headers(), payloads()).flatMap(s -> s);
  }

  private static Stream<BadMessage> lengths() {
    return Stream.of(
        gamer("no bytes", new byte[0]),
        gamer("3 bytes", SOME),
        gamer("a length and nothing else", lying(HEADER.length, new byte[0])),
        gamer("a header of length 0", lying(0, HEADER)),
        gamer("a length one too long", lying(HEADER.length + 1, HEADER)),
        gamer("a length one too short", lying(HEADER.length - 1, HEADER)),
        gamer("a length of 2^31", lying(Integer.MIN_VALUE, HEADER)),
        gamer("a length of 2^32 - 1", lying(-1, HEADER)),
        gamer(
            "a length in the wrong byte order", lying(Integer.reverseBytes(HEADER.length), HEADER)),
        gamer("text without a length", SUBMIT.getBytes(StandardCharsets.UTF_8)));
  }

  private static Stream<BadMessage> headers() {
    return Stream.of(
        gamer("a header of zeros", lying(16, new byte[16])),
        gamer("a header that is a list", RawClient.envelope("[]", SOME)),
        gamer("a header that is not UTF-8", notUtf8()),
        gamer("a header with half a surrogate pair in UTF-8", surrogateInUtf8()));
  }

  private static Stream<BadMessage> payloads() {
    var inline = changed(RESULT, "base64://AAAA", "inline:");
    return Stream.of(
        gamer(
            "bytes behind a message without payload",
            RawClient.envelope(json("{'msg_type':'stats_request'}"), SOME)),
        gamer("base64 and bytes behind it", RawClient.envelope(SUBMIT, SOME)),
        gamer(
            "no data_url but bytes",
            RawClient.envelope(changed(SUBMIT, "'data_url'", "'unused'"), SOME)),
        peer("a heartbeat with bytes", RawClient.envelope(BadMessage.HEARTBEAT, SOME)),
        peer(
            "a failure with bytes",
            RawClient.envelope(
                json("{'msg_type':'task_result','task_id':'t','success':false,'error':'no'}"),
                SOME)),
        peer("base64 and bytes behind a result", RawClient.envelope(RESULT, SOME)),
        peer(
            "a result without its time",
            RawClient.envelope(changed(inline, "'processing_time_ms':12.5,", ""), SOME)));
  }

  /** An envelope whose length field says what it likes. */
  private static byte[] lying(int length, byte[] behind) {
    return ByteBuffer.allocate(4 + behind.length).putInt(length).put(behind).array();
  }

  private static byte[] notUtf8() {
    var envelope = RawClient.envelope(json("{'msg_type':'stats_request','note':'#'}"), new byte[0]);
    return replaced(envelope, (byte) 0xFF);
  }

  private static byte[] surrogateInUtf8() {
    var header = json("{'msg_type':'stats_request','note':'###'}");
    var bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    var at = header.indexOf('#');
    bytes[at] = (byte) 0xED;
    bytes[at + 1] = (byte) 0xA0;
    bytes[at + 2] = (byte) 0x80;
    return lying(bytes.length, bytes);
  }

  private static byte[] replaced(byte[] envelope, byte with) {
    for (var i = 4; i < envelope.length; i++) {
      envelope[i] = envelope[i] == '#' ? with : envelope[i];
    }
    return envelope;
  }

  private static BadMessage gamer(String name, byte[] bytes) {
    return BadMessage.binary(Sender.GAMER, MALFORMED, name, bytes);
  }

  private static BadMessage peer(String name, byte[] bytes) {
    return BadMessage.binary(Sender.PEER, MALFORMED, name, bytes);
  }
}
