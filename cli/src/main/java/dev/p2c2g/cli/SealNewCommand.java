package dev.p2c2g.cli;

import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.security.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code p2c2g seal new}. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Makes the key of a new circle, in a file that its owner alone may read.")
final class SealNewCommand implements Callable<Integer> {
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "where the file goes; default: environment variable P2C2G_SECURITY_DIRECTORY, or .p2c2g in"
              + " your home")
  private Optional<Path> directory = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var folder = directory.orElseGet(() -> LocalAccess.folder(System.getenv()));
    var key = CircleKey.generate();
    var file = folder.resolve("circle-" + key.circle().id() + ".key");
    PrivateFiles.createFolder(folder);
    key.write(file);
    System.out.println("private key, for peers  " + file);
    System.out.println("seal to, for gamers     " + key.circle());
    return 0;
  }
}
