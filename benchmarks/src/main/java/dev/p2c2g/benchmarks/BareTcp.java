package dev.p2c2g.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.SynchronousQueue;

/**
 * Two round trips over a bare Vert.x TCP socket: the bytes of one task cross the network as often
 * as through us.
 */
final class BareTcp implements Exchange {
  private final Vertx vertx = Vertx.vertx();

  // held here: a client that nobody refers to closes its connections when it is collected
  private final NetClient client = vertx.createNetClient();
  private final Wrapped request = new Wrapped(Sizes.REQUEST_BYTES);
  private final SynchronousQueue<Boolean> answered = new SynchronousQueue<>();
  private final NetSocket socket;
  private int received;

  BareTcp(int port) {
    socket = client.connect(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    socket.handler(this::received);
  }

  @Override
  public void run() throws InterruptedException {
    for (var trip = 0; trip < 2; trip++) {
      var _ = socket.write(request.fresh());
      answered.take();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void received(Buffer buffer) {
    received += buffer.length();
    if (received >= Sizes.RESULT_BYTES) {
      received -= Sizes.RESULT_BYTES;
      Handover.put(answered);
    }
  }
}
