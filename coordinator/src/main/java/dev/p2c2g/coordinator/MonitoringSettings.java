package dev.p2c2g.coordinator;

import dev.p2c2g.config.Settings;

/**
 * The section {@code monitoring}.
 *
 * @param listenAddress of the interface to serve metrics on: nobody is asked who he is there
 * @param enable whether metrics are served
 * @param prometheusPort 0 to 65535; 0 takes any free port
 */
public record MonitoringSettings(boolean enable, String listenAddress, int prometheusPort) {
  static final String PORT_KEY = "monitoring.prometheus_port";

  /** Rejects a port out of range. */
  public MonitoringSettings {
    Settings.require("monitoring.listen_address", listenAddress, ListenAddress::parse);
    ServerSettings.PORT.require(PORT_KEY, prometheusPort);
  }

  static MonitoringSettings read(Settings settings) {
    return new MonitoringSettings(
        settings.flag("monitoring.enable", true),
        settings.converted("monitoring.listen_address", "127.0.0.1", ListenAddress::parse),
        settings.integer(PORT_KEY, 9_090, ServerSettings.PORT));
  }
}
