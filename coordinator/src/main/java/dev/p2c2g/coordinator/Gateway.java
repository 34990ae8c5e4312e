package dev.p2c2g.coordinator;

import dev.p2c2g.security.Identity;
import dev.p2c2g.security.Loopback;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The coordinator's port: WebSocket upgrades on {@code /}, and the health pages. Whoever got past
 * the {@link Doorstep} has a few seconds to become a WebSocket, and shows a token where tokens are
 * asked for. Lives on the event loop.
 */
final class Gateway {
  private static final Logger LOG = System.getLogger("coordinator");
  private static final int SECONDS_TO_CLOSE = 1;

  /** One in so many connections. */
  private static final int STRANGERS_SHARE = 4;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private static final String WELCOME =
      """
      P2C2G coordinator
      Peers and gamers connect here by WebSocket, path /.
      /healthz  the process is alive
      /readyz   new connections are welcome
      /explain  what happened to the last tasks, and why
      /peers    who works here, and whether he can be believed
      """;

  private final GatewayParts parts;
  private final Optional<Doorkeeper> doorkeeper;
  private final HttpServer server;
  private final AdminPages admin;
  private final Vertx vertx;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

  /** Connections that are no WebSockets, by the other side's address and port. */
  private final Map<String, Arrival> arrivals = new HashMap<>();

  private volatile boolean accepting = true;

  /** A connection that has asked for nothing yet, or not for a WebSocket. */
  private record Arrival(HttpConnection connection, boolean hasAsked) {}

  /**
   * @param options with TLS, where connections are encrypted
   * @param doorkeeper asked about tokens; empty where nobody is asked who he is
   */
  Gateway(
      Vertx vertx,
      CoordinatorConfig config,
      HttpServerOptions options,
      GatewayParts parts,
      Optional<Doorkeeper> doorkeeper) {
    this.vertx = vertx;
    this.parts = parts;
    this.doorkeeper = doorkeeper;
    this.admin =
        new AdminPages(
            doorkeeper,
            new Explain(vertx, parts.loop(), config),
            new PeersPage(vertx, parts.loop()),
            new ClusterPage(vertx, parts.loop()));
    var settings = config.server();
    var connections = parts.connections();
    this.server =
        vertx
            .createHttpServer(
                options
                    .setHost(settings.listenAddress())
                    .setPort(settings.listenPort())
                    .setMaxWebSocketFrameSize(parts.limits().maxFrameBytes())
                    .setTcpKeepAlive(true)
                    // else who connects is not heard of before his first request
                    .setHttp2ClearTextEnabled(false)
                    .setUseAlpn(false)
                    .setIdleTimeout(Math.toIntExact(connections.idleTimeoutMs()))
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setWebSocketClosingTimeout(SECONDS_TO_CLOSE))
            .exceptionHandler(_ -> parts.metrics().turnedAway("no_handshake"))
            .connectionHandler(this::arrived)
            .webSocketHandshakeHandler(this::welcome)
            .requestHandler(this::page);
  }

  /** Binds the port; the future holds the port bound. The scheduler's thread serves it. */
  Future<Integer> listen() {
    return parts.loop().on(server::listen).map(HttpServer::actualPort);
  }

  /** Shows another certificate to connections to come; those that are open go on. */
  void updateTls(ServerSSLOptions options) {
    var _ =
        server
            .updateSSLOptions(options)
            .onFailure(e -> LOG.log(Level.ERROR, "the certificate stays as it was", e));
  }

  /** From now on new connections are turned away; those that are open go on. */
  void stopAccepting() {
    accepting = false;
  }

  /** Ends what has lasted too long; call several times a second, on the event loop. */
  void sweep() {
    var now = System.nanoTime();
    sessions.forEach(session -> session.sweep(now));
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

  private void arrived(HttpConnection connection) {
    var key = key(connection.remoteAddress());
    arrivals.put(key, new Arrival(connection, false));
    connection.closeHandler(_ -> left(key, connection));
    vertx.setTimer(parts.connections().handshakeTimeoutMs(), _ -> hurry(key, connection));
  }

  /** Without a whole request by now, none will be waited for. */
  private void hurry(String key, HttpConnection connection) {
    var arrival = arrivals.get(key);
    if (arrival != null && arrival.connection().equals(connection) && !arrival.hasAsked()) {
      parts.metrics().turnedAway("no_request");
      var _ = connection.close();
    }
  }

  /** Its port may have been used again before its end was seen. */
  private void left(String key, HttpConnection connection) {
    var arrival = arrivals.get(key);
    if (arrival != null && arrival.connection().equals(connection)) {
      arrivals.remove(key);
    }
  }

  private static String key(SocketAddress address) {
    return address.hostAddress() + " " + address.port();
  }

  private void welcome(ServerWebSocketHandshake handshake) {
    var full = isFull(handshake);
    var shown = Optional.ofNullable(handshake.headers().get("Authorization"));
    if (!handshake.path().equals("/")) {
      handshake.reject(NOT_FOUND);
    } else if (full || !accepting) {
      handshake.reject(UNAVAILABLE);
    } else if (doorkeeper.isEmpty() && isForeignPage(handshake)) {
      handshake.reject(FORBIDDEN);
    } else if (doorkeeper.isEmpty() || shown.isEmpty()) {
      accept(handshake, Optional.empty());
    } else {
      check(handshake, doorkeeper.get(), Doorkeeper.bearer(shown.get()).orElse(""));
    }
  }

  /**
   * Strangers, who have a few seconds to show a token, have a part of the room for themselves: they
   * cannot keep out those who are known.
   */
  private boolean isFull(ServerWebSocketHandshake handshake) {
    var most = parts.limits().maxConnections();
    var open = parts.metrics().connections().get();
    var stranger = doorkeeper.isPresent() && !handshake.headers().contains("Authorization");
    return open >= most || (stranger && strangers() >= mostStrangers(most));
  }

  /** Connections that may be without a token at a time, beside so many that have one. */
  static int mostStrangers(int maxConnections) {
    return Math.max(1, maxConnections / STRANGERS_SHARE);
  }

  private long strangers() {
    return sessions.stream().filter(Session::isStranger).count();
  }

  /**
   * Where nobody is asked who he is, a page of another site must not come in by the browser of
   * somebody who may.
   */
  private static boolean isForeignPage(ServerWebSocketHandshake handshake) {
    var origin = handshake.headers().get("Origin");
    return origin != null && isForeign(origin);
  }

  /** Whether an origin is anything but this machine. */
  static boolean isForeign(String origin) {
    try {
      var host = URI.create(origin).getHost();
      return host == null || !Loopback.is(host);
    } catch (IllegalArgumentException _) {
      return true;
    }
  }

  private void check(ServerWebSocketHandshake handshake, Doorkeeper door, String token) {
    var address = handshake.remoteAddress().hostAddress();
    door.check(token, address)
        .onSuccess(answer -> {
          switch (answer) {
            case Doorkeeper.Answer.Welcome(Identity identity) ->
                accept(handshake, Optional.of(identity));
            case Doorkeeper.Answer.Unknown _ -> handshake.reject(UNAUTHORIZED);
            case Doorkeeper.Answer.Wait _ -> handshake.reject(TOO_MANY_REQUESTS);
          }
        })
        .onFailure(_ -> handshake.reject(UNAVAILABLE));
  }

  private void accept(ServerWebSocketHandshake handshake, Optional<Identity> identity) {
    var _ = handshake.accept().onSuccess(socket -> open(socket, identity));
  }

  private void open(ServerWebSocket socket, Optional<Identity> identity) {
    arrivals.remove(key(socket.remoteAddress()));
    try {
      var session = new Session(parts, doorkeeper, identity, socket, vertx.getOrCreateContext());
      session.open(() -> sessions.remove(session));
      sessions.add(session);
    } catch (RuntimeException e) {
      // it was closed before it was open
      LOG.log(Level.DEBUG, "a connection ended at once", e);
      Wire.cut(socket);
    }
  }

  private void page(HttpServerRequest request) {
    arrivals.computeIfPresent(
        key(request.remoteAddress()), (_, arrival) -> new Arrival(arrival.connection(), true));
    switch (request.path()) {
      case "/" -> Pages.text(request, 200, WELCOME);
      case "/healthz" -> health(request, parts.loop().isAlive());
      case "/readyz" -> health(request, accepting && parts.loop().isAlive());
      case String path when AdminPages.isAbout(path) -> admin.page(request);
      default ->
          Pages.text(
              request, NOT_FOUND, "nothing here; try /, /healthz, /readyz, /explain or /peers\n");
    }
  }

  private static void health(HttpServerRequest request, boolean good) {
    Pages.text(request, good ? 200 : UNAVAILABLE, good ? "ok\n" : "no\n");
  }
}
