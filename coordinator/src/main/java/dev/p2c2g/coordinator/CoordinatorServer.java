package dev.p2c2g.coordinator;

import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The coordinator's ports, opened on start and gone on close. */
final class CoordinatorServer {
  private static final Logger LOG = System.getLogger("coordinator");
  private static final int SECONDS_TO_BIND = 10;
  private static final int SECONDS_TO_CLOSE = 2;
  private static final long LEAST_GOODBYE_MS = 1;

  private final CoordinatorConfig config;
  private final GatewayParts parts;
  private Optional<Running> running = Optional.empty();

  private record Running(Gateway gateway, int port, Optional<Integer> metricsPort) {}

  CoordinatorServer(CoordinatorConfig config, GatewayParts parts) {
    this.config = config;
    this.parts = parts;
  }

  synchronized void start() {
    if (running.isPresent()) {
      throw new IllegalStateException("started already, on port " + port());
    }
    var gateway = new Gateway(parts.loop().vertx(), config, parts);
    try {
      var port = bind(gateway.listen(), "coordinator.listen_port", config.server().listenPort());
      running = Optional.of(new Running(gateway, port, startMetrics()));
    } catch (CoordinatorStartException e) {
      finish(gateway.close(LEAST_GOODBYE_MS), 0);
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
    running.ifPresent(r -> finish(r.gateway().close(goodbyeMs), goodbyeMs));
    running = Optional.empty();
  }

  private Optional<Integer> startMetrics() {
    var monitoring = config.monitoring();
    if (!monitoring.enable()) {
      return Optional.empty();
    }
    var server = new MetricsServer(parts.loop(), parts.metrics());
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
