package dev.p2c2g.benchmarks.flood;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** Ends of connections. */
final class Sockets {
  private Sockets() {}

  /** Ends it also while another thread writes to it: TLS would wait for that to say goodbye. */
  static void cut(SSLSocket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // closed already
    }
    close((Socket) socket);
  }

  static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException _) {
      // nobody waits for it
    }
  }
}
