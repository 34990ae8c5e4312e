package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client as anyone might write it: it knows WebSocket, JSON and the envelope, nothing else. */
final class RawClient implements AutoCloseable {
  static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private static final JsonMapper JSON = new JsonMapper();
  private static final int SECONDS = 8;
  static final String STATS = "{\"msg_type\":\"stats_request\"}";

  private final BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile boolean reading;
  private final WebSocket socket;

  /** One message, in the form it came in. */
  record Received(ObjectNode json, boolean binary, ByteBuffer payload) {
    String text(String field) {
      return json.path(field).asString("");
    }
  }

  private RawClient(int port, String path, boolean reading, Map<String, String> headers) {
    this.reading = reading;
    var builder = HTTP.newWebSocketBuilder();
    headers.forEach(builder::header);
    this.socket =
        soon(builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), new Inbox()));
  }

  private RawClient(int port, String path, boolean reading) {
    this(port, path, reading, Map.of());
  }

  /** One that shows a token on its upgrade request. */
  static RawClient withToken(Coordinator coordinator, String token) {
    return withHeader(coordinator, "Authorization", "Bearer " + token);
  }

  static RawClient withHeader(Coordinator coordinator, String name, String value) {
    return new RawClient(coordinator.port(), "/", true, Map.of(name, value));
  }

  /** The status with which an upgrade request is turned away that has this header. */
  static int rejection(Coordinator coordinator, String name, String value) {
    try {
      withHeader(coordinator, name, value).close();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().statusCode();
      }
      throw e;
    }
    throw new AssertionError("let in with " + name);
  }

  /** Shows a token as browsers must, in its first message. */
  RawClient authenticate(String token) {
    return text("{\"msg_type\":\"authenticate\",\"token\":\"" + token + "\"}");
  }

  static RawClient connect(Coordinator coordinator) {
    return new RawClient(coordinator.port(), "/", true);
  }

  static RawClient connect(Coordinator coordinator, String path) {
    return new RawClient(coordinator.port(), path, true);
  }

  /** One that never reads a byte. */
  static RawClient deaf(Coordinator coordinator) {
    return new RawClient(coordinator.port(), "/", false);
  }

  RawClient text(String json) {
    return text(json, true);
  }

  RawClient text(String part, boolean last) {
    sent(socket.sendText(part, last));
    return this;
  }

  RawClient envelope(String json, byte... payload) {
    var head = json.getBytes(StandardCharsets.UTF_8);
    return binary(
        ByteBuffer.allocate(4 + head.length + payload.length)
            .putInt(head.length)
            .put(head)
            .put(payload)
            .flip());
  }

  RawClient binary(ByteBuffer message) {
    sent(socket.sendBinary(message, true));
    return this;
  }

  /** From the next message on it reads nothing more, and so answers no ping either. */
  RawClient deafen() {
    reading = false;
    return this;
  }

  /** Goes without a goodbye. */
  void vanish() {
    socket.abort();
  }

  /** From now on one that was deaf reads. */
  RawClient hear() {
    reading = true;
    socket.request(1);
    return this;
  }

  /** The next message, whatever it is. */
  Received next() throws InterruptedException {
    var next = Optional.ofNullable(inbox.poll(SECONDS, TimeUnit.SECONDS));
    assertThat(next).as("a message within %d s", SECONDS).isPresent();
    return next.orElseThrow();
  }

  /** The next message, which must be of this type. */
  Received next(String type) throws InterruptedException {
    var next = next();
    assertThat(next.text("msg_type")).as("type of %s", next.json()).isEqualTo(type);
    return next;
  }

  /** The next message, which must be an error with this code. */
  Received nextError(String code) throws InterruptedException {
    var next = next("error");
    assertThat(next.text("code")).as("code of %s", next.json()).isEqualTo(code);
    return next;
  }

  /** Whoever still gets an answer is still connected, and had nothing else waiting for it. */
  void assertStillServed() throws InterruptedException {
    text("{\"msg_type\":\"dance\"}").nextError("unknown_message_type");
  }

  /** As {@link #assertStillServed}, and the scheduler has dealt with all that this one sent. */
  void assertNothingElseCame() throws InterruptedException {
    text(STATS).next("stats");
  }

  /** No message came that was not looked at yet. */
  void assertNothingWaits() {
    assertThat(inbox).isEmpty();
  }

  /** The close code, once the other side has closed. */
  int closeCode() {
    return soon(closed);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static void sent(CompletionStage<WebSocket> sending) {
    var _ = soon(sending.toCompletableFuture());
  }

  private static <T> T soon(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("nothing within " + SECONDS + " s", e);
    }
  }

  private final class Inbox implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    @Override
    public void onOpen(WebSocket webSocket) {
      readOn(webSocket);
    }

    private void readOn(WebSocket webSocket) {
      if (reading) {
        webSocket.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        inbox.add(
            new Received(
                (ObjectNode) JSON.readTree(text.toString()), false, ByteBuffer.allocate(0)));
        text.setLength(0);
      }
      readOn(webSocket);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket webSocket, ByteBuffer data, boolean last) {
      var part = new byte[data.remaining()];
      data.get(part);
      binary.writeBytes(part);
      if (last) {
        inbox.add(opened(ByteBuffer.wrap(binary.toByteArray())));
        binary.reset();
      }
      readOn(webSocket);
      return null;
    }

    /** Answered by now; the default would read on for ever. */
    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
      readOn(webSocket);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(1006);
    }

    private static Received opened(ByteBuffer envelope) {
      var head = new byte[envelope.getInt()];
      envelope.get(head);
      return new Received((ObjectNode) JSON.readTree(head), true, envelope.slice());
    }
  }
}
