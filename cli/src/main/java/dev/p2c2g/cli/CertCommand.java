package dev.p2c2g.cli;

import dev.p2c2g.cli.tls.CertCheckCommand;
import dev.p2c2g.security.OwnCertificates;
import dev.p2c2g.security.Pem;
import dev.p2c2g.security.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2c2g cert}. */
@Command(
    name = "cert",
    mixinStandardHelpOptions = true,
    description = "Shows the coordinator's certificate, and the fingerprint that clients pin.",
    subcommands = CertCheckCommand.class,
    footer = {
      "",
      "Give the fingerprint to peers and gamers over a way you trust; they use it as",
      "  p2c2g gamer --coordinator wss://HOST:8765 --pin sha256:…    and peer.pins in peer_config.yml"
    })
final class CertCommand implements Callable<Integer> {
  @Mixin private CoordinatorFiles files = new CoordinatorFiles();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description =
          "makes a certificate for a peer, by the coordinator's private authority: for a coordinator"
              + " whose security.peer_ca is that authority")
  private Optional<String> client = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var security = files.settings().security();
    var own = new OwnCertificates(security.folder());
    if (client.isPresent()) {
      var made = own.clientCertificate(client.get());
      files.note("client_certificate_made", "subject", client.get());
      System.out.println("peer.client_certificate  " + made.certificate());
      System.out.println("peer.client_key          " + made.key());
      System.out.println("security.peer_ca         " + own.authority());
      return 0;
    }
    var shown = security.certificate().map(c -> c.certificate()).orElseGet(own::certificate);
    if (!Files.exists(shown)) {
      throw new UserException(
          "no certificate at "
              + shown
              + " yet; a coordinator makes one when it starts with TLS (security.tls, or a"
              + " coordinator.listen_address that is not a loopback one)");
    }
    var chain = Pem.certificates(shown);
    var leaf = chain.getFirst();
    System.out.println("certificate  " + shown);
    System.out.println("good until   " + leaf.getNotAfter().toInstant());
    System.out.println("pin          " + Pin.of(chain.getLast()));
    return 0;
  }
}
