package dev.p2c2g.coordinator;

import dev.p2c2g.config.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything a coordinator can be told, one record a section; immutable. Meanings, units and ranges
 * stand with each section's record and in the commented default file {@code
 * coordinator_config.yml}.
 */
public record CoordinatorConfig(
    ServerSettings server,
    LimitSettings limits,
    ConnectionSettings connections,
    SchedulingSettings scheduling,
    DatabaseSettings database,
    MonitoringSettings monitoring,
    SecuritySettings security,
    VerificationSettings verification) {

  /** Rejects values that are fine alone and make no sense, or no safe coordinator, together. */
  public CoordinatorConfig {
    if (isOpenToOthers(server, security)) {
      throw new IllegalArgumentException(
          "coordinator.listen_address: " + openToOthers(server.listenAddress()));
    }
    if (scheduling.stallsBeforeItSuspects()) {
      throw new IllegalArgumentException(
          SchedulingSettings.STALL_KEY + ": " + stallsTooSoon(scheduling));
    }
  }

  /** What every key is when nothing is set. */
  public static CoordinatorConfig defaults() {
    return load(Map.of());
  }

  /**
   * From environment variables alone, {@code P2C2G_SECTION_KEY}.
   *
   * @throws dev.p2c2g.config.ConfigException with every error
   */
  public static CoordinatorConfig load(Map<String, String> env) {
    return read(Settings.of(env));
  }

  /**
   * From a YAML file that must exist, overridden by environment variables.
   *
   * @throws dev.p2c2g.config.ConfigException with every error
   */
  public static CoordinatorConfig load(Path file, Map<String, String> env) {
    return read(Settings.read(file, env));
  }

  /**
   * The same on another port.
   *
   * @param port 0 to 65535; 0 takes any free port
   */
  public CoordinatorConfig withListenPort(int port) {
    return withServer(
        new ServerSettings(
            server.listenAddress(),
            port,
            server.maxPeers(),
            server.taskTimeoutMs(),
            server.heartbeatIntervalMs(),
            server.logLevel(),
            server.logFile(),
            server.drainTimeoutMs()));
  }

  /**
   * The same with metrics served on a port.
   *
   * @param port 0 to 65535; 0 takes any free port
   */
  public CoordinatorConfig withPrometheusPort(int port) {
    return withMonitoring(new MonitoringSettings(true, monitoring.listenAddress(), port));
  }

  /** The same without metrics. */
  public CoordinatorConfig withoutMonitoring() {
    return withMonitoring(
        new MonitoringSettings(false, monitoring.listenAddress(), monitoring.prometheusPort()));
  }

  /** The same with another section {@code coordinator}. */
  public CoordinatorConfig withServer(ServerSettings changed) {
    return new CoordinatorConfig(
        changed, limits, connections, scheduling, database, monitoring, security, verification);
  }

  /** The same with another section {@code limits}. */
  public CoordinatorConfig withLimits(LimitSettings changed) {
    return new CoordinatorConfig(
        server, changed, connections, scheduling, database, monitoring, security, verification);
  }

  /** The same with another section {@code scheduling}. */
  public CoordinatorConfig withScheduling(SchedulingSettings changed) {
    return new CoordinatorConfig(
        server, limits, connections, changed, database, monitoring, security, verification);
  }

  /** The same with another section {@code security}. */
  public CoordinatorConfig withSecurity(SecuritySettings changed) {
    return new CoordinatorConfig(
        server, limits, connections, scheduling, database, monitoring, changed, verification);
  }

  /** The same with another section {@code verification}. */
  public CoordinatorConfig withVerification(VerificationSettings changed) {
    return new CoordinatorConfig(
        server, limits, connections, scheduling, database, monitoring, security, changed);
  }

  /** The same where nobody is asked who he is; only on a loopback address. */
  public CoordinatorConfig withoutAuthentication() {
    return withSecurity(security.withoutAuthentication());
  }

  private CoordinatorConfig withMonitoring(MonitoringSettings changed) {
    return new CoordinatorConfig(
        server, limits, connections, scheduling, database, changed, security, verification);
  }

  private static CoordinatorConfig read(Settings settings) {
    ServerSettings server = ServerSettings.read(settings);
    LimitSettings limits = LimitSettings.read(settings);
    ConnectionSettings connections = ConnectionSettings.read(settings);
    SchedulingSettings scheduling = SchedulingSettings.read(settings);
    DatabaseSettings database = DatabaseSettings.read(settings);
    MonitoringSettings monitoring = MonitoringSettings.read(settings);
    SecuritySettings security = SecuritySettings.read(settings);
    VerificationSettings verification = VerificationSettings.read(settings);
    checkTogether(settings, server, limits, monitoring, security);
    if (scheduling.stallsBeforeItSuspects()) {
      settings.reject(
          SchedulingSettings.STALL_KEY, stallsTooSoon(scheduling), SchedulingSettings.SUSPECT_KEY);
    }
    settings.finish();
    return new CoordinatorConfig(
        server, limits, connections, scheduling, database, monitoring, security, verification);
  }

  /** Values that are fine alone and not together. */
  private static void checkTogether(
      Settings settings,
      ServerSettings server,
      LimitSettings limits,
      MonitoringSettings monitoring,
      SecuritySettings security) {
    if (isOpenToOthers(server, security)) {
      settings.reject("coordinator.listen_address", openToOthers(server.listenAddress()));
    }
    if (monitoring.enable()
        && server.listenPort() != 0
        && monitoring.prometheusPort() == server.listenPort()) {
      settings.reject(
          MonitoringSettings.PORT_KEY,
          "'" + server.listenPort() + "' is coordinator.listen_port too; choose another",
          ServerSettings.PORT_KEY);
    }
    if (limits.maxBytesPerSecondPerGamer() < limits.maxMessageBytes()) {
      settings.reject(
          "limits.max_bytes_per_second_per_gamer",
          "'%d' is less than limits.max_message_bytes, %d; raise it or lower that"
              .formatted(limits.maxBytesPerSecondPerGamer(), limits.maxMessageBytes()));
    }
    if (security.peerAuthority().isPresent() && !security.encrypts(server.listenAddress())) {
      settings.reject(
          SecuritySettings.PEER_AUTHORITY_KEY,
          "is given, and connections are not encrypted; set security.tls to on",
          SecuritySettings.TLS_KEY);
    }
    if (limits.maxQueuedBytes() < limits.maxMessageBytes()) {
      settings.reject(
          "limits.max_queued_bytes",
          "'%d' is less than limits.max_message_bytes, %d; raise it or lower that"
              .formatted(limits.maxQueuedBytes(), limits.maxMessageBytes()));
    }
  }

  private static String stallsTooSoon(SchedulingSettings scheduling) {
    return "'%d' is not more than %s, %d; raise it or lower that"
        .formatted(
            scheduling.stallAfterMs(), SchedulingSettings.SUSPECT_KEY, scheduling.suspectAfterMs());
  }

  private static boolean isOpenToOthers(ServerSettings server, SecuritySettings security) {
    return security.auth() == SecuritySettings.Auth.NONE
        && !ListenAddress.isLoopback(server.listenAddress());
  }

  private static String openToOthers(String address) {
    return "'"
        + address
        + "' is not a loopback address, and security.auth is none, so anyone who reaches it could"
        + " send and take tasks; use 127.0.0.1, ::1 or localhost, or set security.auth to token";
  }
}
