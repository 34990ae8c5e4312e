package dev.p2c2g.cli;

import dev.p2c2g.gamer.GamerClient;
import picocli.CommandLine.Option;

/** {@code --coordinator}, for commands that connect as a gamer. */
final class CoordinatorOption {
  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8765",
      description = "ws://host:port; default ${DEFAULT-VALUE}")
  private String url = "";

  String url() {
    return url;
  }

  /**
   * A connected client.
   *
   * @throws UserException when nobody answers there
   */
  GamerClient connect(String clientId) {
    var client = new GamerClient(clientId);
    if (!client.connectToCoordinator(url)) {
      client.close();
      throw new UserException("no coordinator at " + url + "; start one with: p2c2g coordinator");
    }
    return client;
  }
}
