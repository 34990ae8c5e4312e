package dev.p2c2g.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetSocket;

/**
 * The yardstick, in a process of its own: bare Vert.x that answers every 150 KB with 500 KB, over a
 * plain TCP socket and over a WebSocket. Prints the two ports, then serves until it is ended.
 */
public final class BareServer {
  private BareServer() {}

  public static void main(String[] args) {
    var vertx = Vertx.vertx();
    var answer = new Wrapped(Sizes.RESULT_BYTES);
    var tcp = vertx.createNetServer().connectHandler(socket -> serveTcp(socket, answer));
    var web =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxWebSocketFrameSize(1 << 24)
                    .setMaxWebSocketMessageSize(1 << 24))
            .webSocketHandler(socket ->
                socket.binaryMessageHandler(_ -> socket.writeBinaryMessage(answer.fresh())));
    var tcpPort =
        tcp.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    var webPort =
        web.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    System.out.println("ready " + tcpPort + " " + webPort);
  }

  private static void serveTcp(NetSocket socket, Wrapped answer) {
    var received = new int[1];
    socket.handler(buffer -> {
      received[0] += buffer.length();
      if (received[0] >= Sizes.REQUEST_BYTES) {
        received[0] -= Sizes.REQUEST_BYTES;
        var _ = socket.write(answer.fresh());
      }
    });
  }
}
