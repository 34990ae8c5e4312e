package dev.p2c2g.cli;

import dev.p2c2g.config.LogSetup;
import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code p2c2g coordinator}. */
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    description = "Runs a coordinator: peers and gamers connect to it.",
    footer = {
      "",
      "Every key can be set by an environment variable too: coordinator.max_peers by P2C2G_COORDINATOR_MAX_PEERS.",
      "Ctrl-C or SIGTERM stops it: newcomers are turned away, open tasks finish or fail, exit status 0."
    })
final class CoordinatorCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file; see --print-config for every key")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "overrides coordinator.listen_port; 0 takes any free port")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "overrides monitoring.prometheus_port")
  private Optional<Integer> metricsPort = Optional.empty();

  @Option(
      names = "--print-config",
      description = "prints the default configuration with its comments, and ends")
  private boolean printConfig;

  @Override
  public Integer call() throws InterruptedException {
    if (printConfig) {
      System.out.print(Resource.text("/coordinator_config.yml"));
      return 0;
    }
    // before TLS 1.3 a client could ask for handshake upon handshake over one connection; read
    // once,
    // with the first use of TLS
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    var settings = settings();
    LogSetup.apply(settings.server().logLevel(), settings.server().logFile());
    var coordinator = new Coordinator(settings);
    coordinator.start();
    try (var _ = new GracefulStop(coordinator::close)) {
      System.out.println(
          "coordinator ready on "
              + coordinator.scheme()
              + "://"
              + settings.server().listenAddress()
              + ":"
              + coordinator.port());
      coordinator.pin().ifPresent(pin -> System.out.println("clients pin it with --pin " + pin));
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private CoordinatorConfig settings() {
    var env = System.getenv();
    var settings =
        config
            .map(file -> CoordinatorConfig.load(file, env))
            .orElseGet(() -> CoordinatorConfig.load(env));
    settings = port.map(settings::withListenPort).orElse(settings);
    return metricsPort.map(settings::withPrometheusPort).orElse(settings);
  }
}
