package dev.p2c2g.cli.tls;

import dev.p2c2g.transport.CoordinatorUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code p2c2g cert check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Tries each version of TLS and each cipher suite that this Java knows with a server, and"
            + " says what is accepted. Nothing but handshakes is sent.",
    footer = {
      "",
      "Exit status 1 when anything weak is accepted: versions before TLS 1.2, suites",
      "without forward secrecy or authenticated encryption, small keys, SHA-1",
      "signatures, renegotiation by the client."
    })
public final class CertCheckCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 443;

  @Parameters(
      paramLabel = "URL",
      description = "wss://host:port",
      converter = CertCheckCommand.Address.class)
  @SuppressWarnings("NullAway.Init") // picocli asks for it
  private InetSocketAddress server;

  static final class Address implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
      try {
        var url = CoordinatorUrl.parse(text);
        if (!"wss".equals(url.getScheme())) {
          throw new IllegalArgumentException("is not encrypted; use wss://host:port");
        }
        var port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        return new InetSocketAddress(url.getHost().replaceAll("[\\[\\]]", ""), port);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' " + e.getMessage());
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    OpenClient.relaxThisProcess();
    var found = new Survey(new OpenClient(server)).ask();
    print(found);
    if (found.accepted().values().stream().allMatch(List::isEmpty)) {
      throw new IOException(server + ": speaks no TLS that this Java knows");
    }
    found.weak().forEach(what -> System.out.println("WEAK      " + what));
    System.out.println(
        found.weak().isEmpty() ? "nothing weak was found" : found.weak().size() + " weak");
    return found.weak().isEmpty() ? 0 : 1;
  }

  private static void print(Survey.Found found) {
    found
        .accepted()
        .forEach((version, suites) ->
            System.out.printf(
                "%-9s %s%n",
                version, suites.isEmpty() ? "not accepted" : String.join(" ", suites)));
    found.chain().forEach(c -> System.out.printf("shows     %s%n", ChainCheck.described(c)));
    found.refused().forEach(what -> System.out.println(what + ": not accepted"));
    System.out.println("tried     cipher suites: " + String.join(", ", found.tried()));
    found.notTried().forEach(what -> System.out.println("not tried " + what));
  }
}
