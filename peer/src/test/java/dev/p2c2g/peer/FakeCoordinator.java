package dev.p2c2g.peer;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A coordinator that does what the test says, however odd, and nothing by itself. */
final class FakeCoordinator implements AutoCloseable {
  private static final int SECONDS = 10;
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
  private final int port;

  FakeCoordinator() throws Exception {
    port =
        await(
                vertx
                    .createHttpServer(
                        new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
                            .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES))
                    .webSocketHandler(socket -> connections.add(new Connection(socket)))
                    .listen())
            .actualPort();
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + port);
  }

  /** The next connection, as it comes. */
  Connection accept() throws InterruptedException {
    return next(connections, "connection");
  }

  /** The next connection, registered under the name it asks for. */
  Connection welcome() throws Exception {
    var connection = accept();
    connection.welcome(connection.next(PeerRegister.class).peerId().orElse("named_by_coordinator"));
    return connection;
  }

  /** Goes away, port and all. */
  void stop() {
    var closing = vertx.close().toCompletionStage().toCompletableFuture();
    closing.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    stop();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
    var next = queue.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no " + what + " came within " + SECONDS + " s");
    }
    return next;
  }

  /** One peer's connection. */
  static final class Connection {
    private final ServerWebSocket socket;
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    Connection(ServerWebSocket socket) {
      this.socket = socket;
      socket.binaryMessageHandler(buffer -> received.add(decoded(buffer.getBytes())));
      socket.pongHandler(buffer -> pongs.add(buffer.toString()));
      socket.closeHandler(_ -> {
        var code = Optional.ofNullable(socket.closeStatusCode());
        closed.complete(code.map(Short::intValue).orElse(1006));
      });
    }

    void welcome(String peerId) throws Exception {
      send(new PeerRegistered(peerId, 50, OptionalLong.empty()));
    }

    void send(Message message) throws Exception {
      sendText(MessageCodec.encodeText(message));
    }

    void sendText(String json) throws Exception {
      var _ = await(socket.writeTextMessage(json));
    }

    /** Asks for a sign of life, and waits for the answer: the same text. */
    String ping(String text) throws Exception {
      var _ = await(socket.writePing(Buffer.buffer(text)));
      return FakeCoordinator.next(pongs, "pong");
    }

    /** The next message of that type; others are passed over. */
    <M extends Message> M next(Class<M> type) throws InterruptedException {
      while (true) {
        var message = FakeCoordinator.next(received, type.getSimpleName());
        if (type.isInstance(message)) {
          return type.cast(message);
        }
      }
    }

    /** Messages of that type that have come and were not taken. */
    long waiting(Class<? extends Message> type) {
      return received.stream().filter(type::isInstance).count();
    }

    void close(int code, String reason) throws Exception {
      var _ = await(socket.close((short) code, reason));
    }

    /** As when the coordinator's process is killed. */
    void cut() {
      var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    /** Reads nothing more, so that it answers nothing either. */
    void freeze() {
      var _ = socket.pause();
    }

    int awaitClosed() throws Exception {
      return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    private static Message decoded(byte[] bytes) {
      try {
        return MessageCodec.decodeEnvelope(ByteBuffer.wrap(bytes));
      } catch (ProtocolException e) {
        throw new AssertionError(e);
      }
    }
  }
}
