package dev.p2c2g.coordinator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The coordinator's ports and the event loops behind them, made on start and gone on close. */
final class CoordinatorServer {
  private static final Logger LOG = System.getLogger("coordinator");
  private static final int SECONDS_TO_BIND = 10;
  private static final int SECONDS_TO_CLOSE = 2;

  /**
   * A port's sockets share the loop it was opened on: one for peers and gamers, one for metrics.
   */
  private static final int EVENT_LOOPS = 2;

  private final CoordinatorConfig config;
  private final GatewayParts parts;
  private Optional<Running> running = Optional.empty();

  private record Running(Vertx vertx, Gateway gateway, int port, Optional<Integer> metricsPort) {}

  CoordinatorServer(CoordinatorConfig config, GatewayParts parts) {
    this.config = config;
    this.parts = parts;
  }

  synchronized void start() {
    if (running.isPresent()) {
      throw new IllegalStateException("started already, on port " + port());
    }
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    try {
      var gateway = new Gateway(vertx, config, parts);
      var port = bind(gateway.listen(), "coordinator.listen_port", config.server().listenPort());
      running = Optional.of(new Running(vertx, gateway, port, startMetrics(vertx)));
    } catch (CoordinatorStartException e) {
      var _ = vertx.close();
      throw e;
    }
    LOG.log(
        Level.INFO,
        "listening on ws://{0}:{1}",
        config.server().listenAddress(),
        Integer.toString(port()));
  }

  synchronized int port() {
    return running
        .map(Running::port)
        .orElseThrow(() -> new IllegalStateException("call start() first"));
  }

  synchronized Optional<Integer> metricsPort() {
    return running.flatMap(Running::metricsPort);
  }

  synchronized void stopAccepting() {
    running.ifPresent(r -> r.gateway().stopAccepting());
  }

  /** Says goodbye to everyone, waiting at most so long for the answers. */
  synchronized void close(long goodbyeMs) {
    running.ifPresent(r -> {
      finish(r.gateway().close(goodbyeMs), goodbyeMs);
      // from here, not chained: an event loop cannot report its own end
      finish(r.vertx().close(), 0);
    });
    running = Optional.empty();
  }

  private Optional<Integer> startMetrics(Vertx vertx) {
    var monitoring = config.monitoring();
    if (!monitoring.enable()) {
      return Optional.empty();
    }
    var server = new MetricsServer(vertx, parts.loop(), parts.metrics());
    var bound =
        bind(
            server.listen(config.server().listenAddress(), monitoring.prometheusPort()),
            MonitoringSettings.PORT_KEY,
            monitoring.prometheusPort());
    LOG.log(
        Level.INFO,
        "metrics on http://{0}:{1}/metrics",
        config.server().listenAddress(),
        Integer.toString(bound));
    return Optional.of(bound);
  }

  private int bind(Future<Integer> listening, String key, int port) {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(SECONDS_TO_BIND, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CoordinatorStartException(
          key
              + ": cannot listen on "
              + config.server().listenAddress()
              + " port "
              + port
              + ": "
              + Optional.ofNullable(e.getCause()).orElse(e).getMessage()
              + "; choose another port, or end what uses it",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CoordinatorStartException("interrupted while opening " + key, e);
    }
  }

  private static void finish(Future<Void> closing, long goodbyeMs) {
    try {
      closing
          .toCompletionStage()
          .toCompletableFuture()
          .get(goodbyeMs + SECONDS_TO_CLOSE * 1_000L, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "the network did not close in order: {0}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
