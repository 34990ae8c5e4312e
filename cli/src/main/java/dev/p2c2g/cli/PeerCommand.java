package dev.p2c2g.cli;

import dev.p2c2g.config.LogSetup;
import dev.p2c2g.peer.LocalControl;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.Pin;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorUrls;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code p2c2g peer}. */
@Command(
    name = "peer",
    mixinStandardHelpOptions = true,
    description = "Contributes this machine to a coordinator's crowd.",
    footer = {
      "",
      "Every key can be set by an environment variable too: peer.peer_id by P2C2G_PEER_PEER_ID.",
      "Ctrl-C or SIGTERM drains: no new tasks, open ones are finished, exit status 0.",
      "In between, 'p2c2g pause' and 'p2c2g resume', and the section yield of the configuration."
    })
final class PeerCommand implements Callable<Integer> {
  private static final Logger LOG = System.getLogger("peer");
  private static final long DRAIN_MS = 4_000;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file; see --print-config for every key")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      converter = CoordinatorUrlsConverter.class,
      description = "overrides peer.coordinator_url, ws://host:port; several with commas")
  private Optional<CoordinatorUrls> coordinator = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "overrides peer.token_file: holds the token that the operator gave")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--pin",
      paramLabel = "sha256:HEX",
      converter = PinConverter.class,
      description = "overrides peer.pins: the coordinator's fingerprint, as p2c2g cert prints it")
  private List<Pin> pins = List.of();

  @Option(
      names = "--seal-key",
      paramLabel = "FILE",
      description =
          "overrides peer.seal_keys: the private key of a circle, as p2c2g seal new makes it; may be"
              + " repeated")
  private List<Path> sealKeys = List.of();

  @Option(
      names = "--id",
      paramLabel = "NAME",
      description = "overrides peer.peer_id; auto lets the coordinator choose")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--tasks",
      paramLabel = "TYPE",
      split = ",",
      description = "overrides peer.task_types, comma-separated")
  private List<String> tasks = List.of();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "overrides resources.max_concurrent_tasks")
  private Optional<Integer> lanes = Optional.empty();

  @Option(
      names = "--never-pause",
      description = "works whatever its owner does: ignores the configuration's section yield")
  private boolean neverPause;

  @Option(
      names = "--print-config",
      description = "prints the default configuration with its comments, and ends")
  private boolean printConfig;

  @Override
  public Integer call() throws IOException, ConnectFailedException, InterruptedException {
    if (printConfig) {
      System.out.print(Resource.text("/peer_config.yml"));
      return 0;
    }
    var settings = settings();
    LogSetup.apply(settings.logging().level(), settings.logging().file());
    var peer = new PeerNode(settings);
    var control = control(peer);
    try (var _ = new GracefulStop(() -> drain(peer, control))) {
      peer.run();
    } finally {
      control.ifPresent(LocalControl::close);
    }
    return 0;
  }

  /** A peer that nobody can pause by hand is worth having, too. */
  private static Optional<LocalControl> control(PeerNode peer) {
    try {
      return Optional.of(LocalControl.open(peer));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.WARNING, "p2c2g pause will not find this peer: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private static void drain(PeerNode peer, Optional<LocalControl> control) {
    control.ifPresent(LocalControl::close);
    try {
      peer.drain(DRAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PeerConfig settings() throws IOException {
    var env = System.getenv();
    var file = config.map(path -> PeerConfig.load(path, env)).orElseGet(() -> PeerConfig.load(env));
    var resources =
        new PeerConfig.Resources(
            file.resources().useGpu(),
            lanes.orElse(file.resources().maxConcurrentTasks()),
            file.resources().maxPixels(),
            file.resources().isolateDecoding());
    return new PeerConfig(
        id.orElse(file.peerId()),
        coordinator.orElse(file.coordinatorUrl()),
        file.reconnectAttempts(),
        tasks.isEmpty() ? file.taskTypes() : tasks,
        resources,
        neverPause ? PeerConfig.Yielding.never() : file.yielding(),
        file.logging(),
        file.models(),
        access(file.access()),
        sealKeys.isEmpty() ? file.sealKeys() : readSealKeys());
  }

  private List<CircleKey> readSealKeys() throws IOException {
    var keys = new ArrayList<CircleKey>();
    for (var path : sealKeys) {
      keys.add(CircleKey.read(path));
    }
    return keys;
  }

  private Access access(Access fromFile) {
    var access =
        tokenFile
            .map(path ->
                new Access(
                    Optional.empty(), Optional.of(path), fromFile.pins(), fromFile.certificate()))
            .orElse(fromFile);
    return pins.isEmpty() ? access : access.withPins(Set.copyOf(pins));
  }
}
