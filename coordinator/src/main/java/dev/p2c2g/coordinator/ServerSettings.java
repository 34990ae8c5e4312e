package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code coordinator}.
 *
 * @param listenAddress IP address or host name of the interface to listen on
 * @param listenPort 0 to 65535; 0 takes any free port
 * @param maxPeers 1 to 100,000 peers connected at a time
 * @param taskTimeoutMs 1 to 3,600,000; how long one attempt may take on a peer
 * @param heartbeatIntervalMs 10 to 60,000; how often a peer is to send a heartbeat
 * @param logLevel how much is logged
 * @param logFile where to log besides standard error
 * @param drainTimeoutMs 0 to 60,000; how long a stop waits for open tasks
 */
public record ServerSettings(
    String listenAddress,
    int listenPort,
    int maxPeers,
    long taskTimeoutMs,
    long heartbeatIntervalMs,
    LogLevel logLevel,
    Optional<Path> logFile,
    long drainTimeoutMs) {
  static final String PORT_KEY = "coordinator.listen_port";
  static final IntRange PORT = IntRange.of(0, 65_535);
  private static final IntRange PEERS = IntRange.of(1, 100_000);
  private static final IntRange TASK_TIMEOUT = IntRange.of(1, 3_600_000);
  private static final IntRange HEARTBEAT = IntRange.of(10, 60_000);
  private static final IntRange DRAIN = IntRange.of(0, 60_000);

  /** Rejects what is out of range. */
  public ServerSettings {
    Settings.require("coordinator.listen_address", listenAddress, ListenAddress::parse);
    PORT.require(PORT_KEY, listenPort);
    PEERS.require("coordinator.max_peers", maxPeers);
    TASK_TIMEOUT.require("coordinator.task_timeout_ms", taskTimeoutMs);
    HEARTBEAT.require("coordinator.heartbeat_interval_ms", heartbeatIntervalMs);
    DRAIN.require("coordinator.drain_timeout_ms", drainTimeoutMs);
  }

  static ServerSettings read(Settings settings) {
    return new ServerSettings(
        settings.converted("coordinator.listen_address", "127.0.0.1", ListenAddress::parse),
        settings.integer(PORT_KEY, 8765, PORT),
        settings.integer("coordinator.max_peers", 100, PEERS),
        settings.number("coordinator.task_timeout_ms", 5_000, TASK_TIMEOUT),
        settings.number("coordinator.heartbeat_interval_ms", 1_000, HEARTBEAT),
        settings.word("coordinator.log_level", LogLevel.INFO),
        settings.path("coordinator.log_file"),
        settings.number("coordinator.drain_timeout_ms", 4_000, DRAIN));
  }
}
