package dev.p2c2g.cli;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.Pin;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorUrls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where the coordinator is, how it is known, and how to show who this is. */
final class CoordinatorOption {
  /** The token, for those who do not want it in a file; never as an argument, which others see. */
  private static final String TOKEN_VARIABLE = "P2C2G_TOKEN";

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8765",
      description =
          "ws://host:port or wss://host:port; several of one cluster with commas, default"
              + " ${DEFAULT-VALUE}")
  private String url = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "holds the token that the operator gave; default: environment variable P2C2G_TOKEN, or"
              + " for a coordinator of your own on this machine the one it has laid out")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--pin",
      paramLabel = "sha256:HEX",
      converter = PinConverter.class,
      description = "the coordinator's fingerprint, as p2c2g cert prints it; may be repeated")
  private List<Pin> pins = List.of();

  String url() {
    return url;
  }

  /** One of them, for what is asked of one coordinator. */
  String firstUrl() {
    return CoordinatorUrls.parse(url).all().getFirst().toString();
  }

  /** What was told of how to get in. */
  Access access() {
    var token =
        tokenFile.isPresent()
            ? Optional.<String>empty()
            : Optional.ofNullable(System.getenv(TOKEN_VARIABLE));
    return new Access(token, tokenFile, Set.copyOf(pins), Optional.empty());
  }

  /**
   * A connected client.
   *
   * @throws UserException when nobody answers there
   */
  GamerClient connect(String clientId) {
    var client = new GamerClient(clientId);
    try {
      client.connect(url, access());
      return client;
    } catch (ConnectFailedException e) {
      client.close();
      throw new UserException(
          e.getMessage() + "; a coordinator is started with: p2c2g coordinator");
    } catch (InterruptedException e) {
      client.close();
      Thread.currentThread().interrupt();
      throw new UserException("interrupted while connecting to " + url);
    }
  }
}
