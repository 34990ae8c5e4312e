package dev.p2c2g.coordinator;

import dev.p2c2g.transport.CloseCodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The coordinator's port: WebSocket upgrades on {@code /}, and the health pages. */
final class Gateway {
  private static final int SECONDS_TO_CLOSE = 1;

  private static final String WELCOME =
      """
      P2C2G coordinator
      Peers and gamers connect here by WebSocket, path /.
      /healthz  the process is alive
      /readyz   new connections are welcome
      /explain  what happened to the last tasks, and why
      """;

  private final GatewayParts parts;
  private final HttpServer server;
  private final Explain explain;
  private final Vertx vertx;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean accepting = true;

  Gateway(Vertx vertx, CoordinatorConfig config, GatewayParts parts) {
    this.vertx = vertx;
    this.parts = parts;
    this.explain = new Explain(vertx, parts.loop(), config);
    var settings = config.server();
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(settings.listenAddress())
                    .setPort(settings.listenPort())
                    .setMaxWebSocketFrameSize(parts.limits().maxFrameBytes())
                    .setTcpKeepAlive(true)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setWebSocketClosingTimeout(SECONDS_TO_CLOSE))
            .webSocketHandshakeHandler(this::welcome)
            .webSocketHandler(this::open)
            .requestHandler(this::page);
  }

  /** Binds the port; the future holds the port bound. The scheduler's thread serves it. */
  Future<Integer> listen() {
    return parts.loop().on(server::listen).map(HttpServer::actualPort);
  }

  /** From now on new connections are turned away; those that are open go on. */
  void stopAccepting() {
    accepting = false;
  }

  /**
   * Closes every connection, then the port.
   *
   * @param goodbyeMs how long others may take to read the last results and to answer the goodbye
   */
  Future<Void> close(long goodbyeMs) {
    var goodbyes =
        sessions.stream()
            .map(session -> session.close(CloseCodes.GOING_AWAY, "the coordinator stops"))
            .toList();
    return Future.any(Future.join(goodbyes), vertx.timer(goodbyeMs))
        .onComplete(_ -> sessions.forEach(Session::cut))
        .<Void>mapEmpty()
        .eventually(server::close);
  }

  private void welcome(ServerWebSocketHandshake handshake) {
    var full = parts.metrics().connections().get() >= parts.limits().maxConnections();
    if (!handshake.path().equals("/")) {
      handshake.reject(404);
    } else if (full || !accepting) {
      handshake.reject(503);
    } else {
      handshake.accept();
    }
  }

  private void open(ServerWebSocket socket) {
    var eventLoop = vertx.getOrCreateContext();
    var session = new Session(parts, socket, eventLoop);
    sessions.add(session);
    session.open(() -> sessions.remove(session));
  }

  private void page(HttpServerRequest request) {
    switch (request.path()) {
      case "/" -> Pages.text(request, 200, WELCOME);
      case "/healthz" -> health(request, parts.loop().isAlive());
      case "/readyz" -> health(request, accepting && parts.loop().isAlive());
      case String path when Explain.isAbout(path) -> explain.page(request);
      default -> Pages.text(request, 404, "nothing here; try /, /healthz, /readyz or /explain\n");
    }
  }

  private static void health(HttpServerRequest request, boolean good) {
    Pages.text(request, good ? 200 : 503, good ? "ok\n" : "no\n");
  }
}
