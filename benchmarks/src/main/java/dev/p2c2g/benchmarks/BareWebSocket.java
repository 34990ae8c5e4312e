package dev.p2c2g.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.concurrent.SynchronousQueue;

/** Two round trips over a bare Vert.x WebSocket. */
final class BareWebSocket implements Exchange {
  private final Vertx vertx = Vertx.vertx();

  // held here: a client that nobody refers to closes its connections when it is collected
  private final WebSocketClient client =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxFrameSize(1 << 24).setMaxMessageSize(1 << 24));
  private final Wrapped request = new Wrapped(Sizes.REQUEST_BYTES);
  private final SynchronousQueue<Boolean> answered = new SynchronousQueue<>();
  private final WebSocket socket;

  BareWebSocket(int port) {
    socket =
        client.connect(port, "127.0.0.1", "/").toCompletionStage().toCompletableFuture().join();
    socket.binaryMessageHandler(_ -> Handover.put(answered));
  }

  @Override
  public void run() throws InterruptedException {
    for (var trip = 0; trip < 2; trip++) {
      var _ = socket.writeBinaryMessage(request.fresh());
      answered.take();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
