package dev.p2c2g.cli;

import dev.p2c2g.security.CircleKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code p2c2g seal show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what gamers seal to, and the id by which tasks name the key.")
final class SealShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "a private key, as p2c2g seal new makes it")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    var circle = CircleKey.read(file).circle();
    System.out.println("seal to, for gamers     " + circle);
    System.out.println("id, in params.sealed_to " + circle.id());
    return 0;
  }
}
