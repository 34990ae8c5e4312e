package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebSocket client that sends whatever it is told to. It shares no code with what it tests: the
 * JDK's socket, and a reading of docs/protocol.md of its own.
 */
final class RawClient implements AutoCloseable {
  private static final int SECONDS_TO_ANSWER = 10;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final AtomicInteger pings = new AtomicInteger();
  private final WebSocket socket;
  private volatile boolean deaf;

  /**
   * A message from the server.
   *
   * @param binary whether it came as an envelope
   * @param data the bytes behind its header, or those of its base64 URL
   */
  record Received(JsonNode json, boolean binary, ByteBuffer data) {
    byte[] payload() {
      var copy = new byte[data.remaining()];
      data.duplicate().get(copy);
      return copy;
    }

    String text(String field) {
      return json.path(field).asString("");
    }
  }

  private RawClient(URI url) {
    socket =
        HTTP.newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(SECONDS_TO_ANSWER))
            .buildAsync(url, new Listener())
            .join();
  }

  static RawClient connect(int port) {
    return new RawClient(URI.create("ws://127.0.0.1:" + port + "/"));
  }

  /** Whether no new connection is to be had there. */
  static boolean isTurnedAway(int port) {
    try (var _ = connect(port)) {
      return false;
    } catch (CompletionException e) {
      return true;
    }
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  void send(ByteBuffer bytes) {
    offer(bytes).join();
  }

  /** Sends without waiting until it is sent. */
  CompletableFuture<?> offer(ByteBuffer bytes) {
    return socket.sendBinary(bytes.duplicate(), true);
  }

  /** The envelope of docs/protocol.md, told the truth. */
  static byte[] envelope(String header, byte[] payload) {
    var json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + json.length + payload.length)
        .putInt(json.length)
        .put(json)
        .put(payload)
        .array();
  }

  /** The next message, which must be of that type. */
  Received expect(String msgType) throws InterruptedException {
    var next = received.poll(SECONDS_TO_ANSWER, SECONDS);
    assertThat(next).as("a %s within %d s", msgType, SECONDS_TO_ANSWER).isNotNull();
    assertThat(next.text("msg_type")).as("%s", next.json()).isEqualTo(msgType);
    return next;
  }

  /** Whether a message is here that nobody expected yet. */
  boolean hasMore() {
    return !received.isEmpty();
  }

  /** Signs of life that the server asked for, and got. */
  int pings() {
    return pings.get();
  }

  /** From the next message on nothing more is read, so that no ping is answered either. */
  void deafen() {
    deaf = true;
  }

  /** Waits for the server to close the connection; the close code. */
  int awaitClose() {
    return closed.orTimeout(SECONDS_TO_ANSWER, SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static Received ofText(String text) {
    var json = JSON.readTree(text);
    var url = json.path("result_url").asString(json.path("data_url").asString(""));
    var payload =
        url.startsWith("base64://")
            ? Base64.getDecoder().decode(url.substring("base64://".length()))
            : new byte[0];
    return new Received(json, false, ByteBuffer.wrap(payload));
  }

  private static Received ofEnvelope(byte[] bytes) {
    var length = ByteBuffer.wrap(bytes).getInt();
    var json = JSON.readTree(bytes, 4, length);
    var behind = 4 + length;
    return new Received(json, true, ByteBuffer.wrap(bytes, behind, bytes.length - behind));
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received.add(ofText(text.toString()));
        text.setLength(0);
      }
      readOn(from);
      return CompletableFuture.completedStage(part);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      var copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
      if (last) {
        received.add(ofEnvelope(bytes.toByteArray()));
        bytes.reset();
      }
      readOn(from);
      return CompletableFuture.completedStage(part);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
      pings.incrementAndGet();
      readOn(from);
      return CompletableFuture.completedStage(message);
    }

    private void readOn(WebSocket from) {
      if (!deaf) {
        from.request(1);
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(reason);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
