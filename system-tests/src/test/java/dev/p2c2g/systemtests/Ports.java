package dev.p2c2g.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for tests that must name one. */
final class Ports {
  private Ports() {}

  /** A port of the loopback address that nobody listened on a moment ago. */
  static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
