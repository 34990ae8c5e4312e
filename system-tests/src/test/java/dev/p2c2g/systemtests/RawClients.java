package dev.p2c2g.systemtests;

import java.util.ArrayList;
import java.util.List;

/** Several clients of one server, closed together. */
final class RawClients implements AutoCloseable {
  private final int port;
  private final List<RawClient> clients = new ArrayList<>();

  RawClients(int port) {
    this.port = port;
  }

  RawClient connect() {
    var client = RawClient.connect(port);
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(RawClient::close);
  }
}
