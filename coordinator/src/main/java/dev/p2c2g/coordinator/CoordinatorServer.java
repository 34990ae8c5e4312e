package dev.p2c2g.coordinator;

import dev.p2c2g.security.AuditLog;
import dev.p2c2g.security.Pin;
import dev.p2c2g.verification.Reputation;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
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

  /** A key that is revoked ends its connections within two of these. */
  private static final long SWEEP_MS = 100;

  private static final long EXCHANGE_MS = 500;

  private static final long RENEW_MS = 3_600_000;

  private final CoordinatorConfig config;
  private final Doorstep doorstep;
  private final GatewayParts parts;
  private final SharedSpending spending;
  private Optional<Running> running = Optional.empty();

  private record Running(
      Gateway gateway,
      Safeguards safeguards,
      List<Long> timers,
      int port,
      Optional<Integer> metricsPort) {}

  /**
   * @param doorstep told of the port that is not for strangers
   */
  CoordinatorServer(CoordinatorConfig config, Doorstep doorstep, GatewayParts parts) {
    this.config = config;
    this.doorstep = doorstep;
    this.parts = parts;
    this.spending = new SharedSpending(parts.allowances());
  }

  synchronized void start() {
    if (running.isPresent()) {
      throw new IllegalStateException("started already, on port " + port());
    }
    var safeguards = Safeguards.open(config);
    var gateway = gateway(safeguards);
    try {
      safeguards.audit().ifPresent(this::rememberBans);
      var port =
          bind(
              gateway.listen(),
              config.server().listenAddress(),
              "coordinator.listen_port",
              config.server().listenPort());
      var metricsPort = startMetrics();
      var timers = keepFresh(gateway, safeguards);
      running = Optional.of(new Running(gateway, safeguards, timers, port, metricsPort));
    } catch (CoordinatorStartException e) {
      finish(gateway.close(LEAST_GOODBYE_MS), 0);
      safeguards.close();
      throw e;
    }
    LOG.log(
        Level.INFO,
        "listening on {0}://{1}:{2}",
        scheme(),
        config.server().listenAddress(),
        Integer.toString(port()));
  }

  /** Where peers have names that are not free to take, bans outlive this process. */
  private void rememberBans(AuditLog audit) {
    var bans = new BanFile(config.security().banFile());
    try {
      var known = bans.read();
      parts
          .loop()
          .call(d -> {
            known.forEach(d.verification()::ban);
            d.onStandingChange(change -> follow(change, bans, audit));
            return d;
          });
    } catch (IOException e) {
      throw new CoordinatorStartException("security: " + e.getMessage(), e);
    }
  }

  private void follow(Dispatcher.StandingChange change, BanFile bans, AuditLog audit) {
    var _ =
        parts
            .loop()
            .vertx()
            .executeBlocking(() -> {
              audit.note(
                  "standing",
                  "name",
                  change.who(),
                  "now",
                  change.standing().name(),
                  "why",
                  change.why());
              if (change.standing() == Reputation.Standing.BANNED) {
                bans.add(change.who(), change.why());
              } else {
                bans.remove(change.who());
              }
              return true;
            })
            .onFailure(e -> LOG.log(Level.ERROR, "a ban is not remembered: {0}", e.toString()));
  }

  private Gateway gateway(Safeguards safeguards) {
    var vertx = parts.loop().vertx();
    var addresses = new AddressBook(config.connections());
    var doorkeeper =
        safeguards
            .tokens()
            .flatMap(tokens ->
                safeguards
                    .audit()
                    .map(
                        audit -> new Doorkeeper(vertx, tokens, addresses, audit, parts.metrics())));
    return new Gateway(vertx, config, safeguards.serverOptions(), parts, doorkeeper);
  }

  /** Keys, certificates and connections are looked at again and again. */
  private List<Long> keepFresh(Gateway gateway, Safeguards safeguards) {
    var vertx = parts.loop().vertx();
    return List.of(
        vertx.setPeriodic(SWEEP_MS, _ -> parts.loop().post(d -> sweep(gateway, d))),
        vertx.setPeriodic(0, EXCHANGE_MS, _ -> parts.loop().post(this::exchange)),
        vertx.setPeriodic(SWEEP_MS, _ -> refresh(gateway, safeguards)),
        vertx.setPeriodic(RENEW_MS, _ -> vertx.executeBlocking(() -> renewed(safeguards))));
  }

  private static void sweep(Gateway gateway, Dispatcher dispatcher) {
    gateway.sweep();
    dispatcher.sweep();
  }

  private void exchange(Dispatcher dispatcher) {
    dispatcher.exchange(parts.allowances().spent());
    spending.charge(dispatcher.cluster());
  }

  private void refresh(Gateway gateway, Safeguards safeguards) {
    var _ =
        parts
            .loop()
            .vertx()
            .executeBlocking(safeguards::refresh)
            .onSuccess(changed -> changed.ifPresent(gateway::updateTls))
            .onFailure(e -> LOG.log(Level.ERROR, "keys and certificates stay as they were", e));
  }

  private static boolean renewed(Safeguards safeguards) {
    safeguards.renew();
    return true;
  }

  /** How clients begin this coordinator's URL. */
  synchronized String scheme() {
    return config.security().encrypts(config.server().listenAddress()) ? "wss" : "ws";
  }

  /** What clients pin; empty where there is nothing of ours to pin. */
  synchronized Optional<Pin> pin() {
    try {
      return running.isEmpty() ? Optional.empty() : running.get().safeguards().pin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      r.timers().forEach(parts.loop().vertx()::cancelTimer);
      finish(r.gateway().close(goodbyeMs), goodbyeMs);
      r.safeguards().close();
    });
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
            server.listen(monitoring.listenAddress(), monitoring.prometheusPort()),
            monitoring.listenAddress(),
            MonitoringSettings.PORT_KEY,
            monitoring.prometheusPort());
    doorstep.exempt(bound);
    LOG.log(
        Level.INFO,
        "metrics on http://{0}:{1}/metrics",
        monitoring.listenAddress(),
        Integer.toString(bound));
    return Optional.of(bound);
  }

  private int bind(Future<Integer> listening, String address, String key, int port) {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(SECONDS_TO_BIND, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CoordinatorStartException(
          key
              + ": cannot listen on "
              + address
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
