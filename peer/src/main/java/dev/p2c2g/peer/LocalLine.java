package dev.p2c2g.peer;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Single lines over a local socket, with a bound on their length and on the wait for them. */
final class LocalLine {
  private LocalLine() {}

  /** Sends a line; it must be short enough for the socket's buffer. */
  static void write(SocketChannel channel, String line) throws IOException {
    var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads a line; the channel does not block afterwards.
   *
   * @throws SocketTimeoutException when it does not come in time
   * @throws IOException when it is longer than that, or the other side ends without one
   */
  static String read(SocketChannel channel, int maxBytes, long timeoutMs) throws IOException {
    var untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    var bytes = ByteBuffer.allocate(maxBytes + 1);
    channel.configureBlocking(false);
    try (var selector = channel.provider().openSelector()) {
      channel.register(selector, SelectionKey.OP_READ);
      while (true) {
        var read = channel.read(bytes);
        var line = StandardCharsets.UTF_8.decode(bytes.duplicate().flip()).toString();
        if (line.contains("\n")) {
          return line.substring(0, line.indexOf('\n'));
        }
        if (read < 0) {
          throw new EOFException("the other side ended without a whole line");
        }
        if (!bytes.hasRemaining()) {
          throw new IOException("the line is longer than " + maxBytes + " bytes");
        }
        awaitMore(selector, untilNanos);
      }
    }
  }

  private static void awaitMore(Selector selector, long untilNanos) throws IOException {
    var leftMs = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
    if (leftMs <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    selector.select(leftMs);
    selector.selectedKeys().clear();
  }
}
