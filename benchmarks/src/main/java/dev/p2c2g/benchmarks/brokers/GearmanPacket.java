package dev.p2c2g.benchmarks.brokers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a gearman server sent: arguments with a zero byte between them, the last one any bytes. */
final class GearmanPacket {
  private final int type;
  private final byte[] body;

  GearmanPacket(int type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  int type() {
    return type;
  }

  /** The argument that begins there, up to the next zero byte. */
  String text(int from) {
    return new String(body, from, end(from) - from, StandardCharsets.US_ASCII);
  }

  /** Where the argument that begins there ends. */
  int end(int from) {
    var end = from;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return end;
  }

  /** A copy of the last argument, which begins there. */
  byte[] data(int from) {
    return Arrays.copyOfRange(body, from, body.length);
  }

  /** The length of the last argument, which begins there. */
  int dataBytes(int from) {
    return body.length - from;
  }
}
