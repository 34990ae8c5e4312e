package dev.p2c2g.transport;

import dev.p2c2g.security.Access;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens links to coordinators; owns one event loop thread, shared by the links it opens. Safe for
 * any thread.
 */
public final class Connector implements AutoCloseable {
  /** The largest message accepted from a coordinator. */
  public static final int DEFAULT_MAX_MESSAGE_BYTES = 256 << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How long a goodbye waits for the other side's. */
  private static final int CLOSING_SECONDS = 1;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setPreferNativeTransport(true)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(2));
  private final WebSocketClient client =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxFrameSize(DEFAULT_MAX_MESSAGE_BYTES)
              .setMaxMessageSize(DEFAULT_MAX_MESSAGE_BYTES)
              .setClosingTimeout(CLOSING_SECONDS)
              .setConnectTimeout((int) TIMEOUT.toMillis()));

  /**
   * Connects, waiting at most 5 s.
   *
   * @param url {@code ws://host:port} or {@code wss://host:port}
   * @param access the token to show, and by what the coordinator is known
   * @throws ConnectFailedException when nobody answers there, or not as a coordinator would, or one
   *     that does not take the token, or that is not the pinned one
   */
  public CoordinatorLink connect(URI url, Access access, LinkListener listener)
      throws ConnectFailedException, InterruptedException {
    var opened =
        client
            .connect(ConnectOptions.of(url, access))
            .map(socket -> new CoordinatorLink(socket, listener))
            .toCompletionStage()
            .toCompletableFuture();
    try {
      return opened.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw ConnectFailedException.of(url, e);
    } catch (InterruptedException e) {
      cutWhenOpened(opened);
      throw e;
    } catch (TimeoutException e) {
      cutWhenOpened(opened);
      throw new ConnectFailedException(
          "no answer from "
              + url
              + " within "
              + TIMEOUT.toSeconds()
              + " s; is a firewall in the way?",
          e);
    }
  }

  /** Nobody waits for this link any more, so nobody would close it. */
  private static void cutWhenOpened(CompletableFuture<CoordinatorLink> opened) {
    var _ = opened.thenAccept(CoordinatorLink::cut);
  }

  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the network threads did not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
