package dev.p2c2g.systemtests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands before a coordinator and keeps all that the coordinator sends. What clients send passes
 * unseen: WebSocket masks it, so that nothing could be found in it.
 */
final class Tap implements AutoCloseable {
  private final ServerSocket listener;
  private final int coordinatorPort;
  private final List<Socket> sockets = new ArrayList<>();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  Tap(int coordinatorPort) throws IOException {
    this.coordinatorPort = coordinatorPort;
    listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String url() {
    return "ws://127.0.0.1:" + listener.getLocalPort();
  }

  /** Whether the coordinator ever sent these bytes in a row. */
  boolean holds(byte[] wanted) {
    return latin(kept.toByteArray()).contains(latin(wanted));
  }

  int size() {
    return kept.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (sockets) {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private void accept() throws IOException {
    while (true) {
      var client = keep(listener.accept());
      var coordinator = keep(new Socket(InetAddress.getLoopbackAddress(), coordinatorPort));
      start(() -> pass(client.getInputStream(), coordinator.getOutputStream(), false));
      start(() -> pass(coordinator.getInputStream(), client.getOutputStream(), true));
    }
  }

  private Socket keep(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    synchronized (sockets) {
      sockets.add(socket);
    }
    return socket;
  }

  private void pass(InputStream from, OutputStream to, boolean keeping) throws IOException {
    var buffer = new byte[1 << 16];
    for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (keeping) {
        kept.write(buffer, 0, read);
      }
      to.write(buffer, 0, read);
    }
  }

  /** One character a byte: Java finds texts in texts, and not bytes in bytes. */
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            work.run();
          } catch (IOException e) {
            // one of the ends is closed, and with it this
          }
        });
  }
}
