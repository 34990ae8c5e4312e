package dev.p2c2g.benchmarks.brokers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A connection to a gearman job server, in its binary protocol: magic, type and length, 4 bytes
 * each, then arguments with a zero byte between them.
 *
 * @see <a href="http://gearman.org/protocol/">the protocol</a>
 */
final class GearmanLink implements AutoCloseable {
  static final int CAN_DO = 1;
  static final int PRE_SLEEP = 4;
  static final int NOOP = 6;
  static final int SUBMIT_JOB = 7;
  static final int JOB_CREATED = 8;
  static final int GRAB_JOB = 9;
  static final int NO_JOB = 10;
  static final int JOB_ASSIGN = 11;
  static final int WORK_COMPLETE = 13;

  private static final int REQUEST = 0x00524551; // \0REQ
  private static final int RESPONSE = 0x00524553; // \0RES
  private static final int BUFFER = 1 << 16;
  private static final int HEADER = 12;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  GearmanLink(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    out = socket.getOutputStream();
  }

  /** A packet ready to send. */
  static byte[] packet(int type, String arguments, byte[] data) {
    var text = arguments.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(HEADER + text.length + data.length)
        .putInt(REQUEST)
        .putInt(type)
        .putInt(text.length + data.length)
        .put(text)
        .put(data)
        .array();
  }

  void send(byte[] packets) throws IOException {
    out.write(packets);
  }

  GearmanPacket receive() throws IOException {
    var magic = in.readInt();
    if (magic != RESPONSE) {
      throw new IOException("not a gearman response: " + Integer.toHexString(magic));
    }
    var type = in.readInt();
    var body = new byte[in.readInt()];
    in.readFully(body);
    return new GearmanPacket(type, body);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
