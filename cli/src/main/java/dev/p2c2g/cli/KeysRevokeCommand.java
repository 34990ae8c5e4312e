package dev.p2c2g.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2c2g keys revoke}. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description =
        "Revokes a key for good; connections that were let in with it end within a second.")
final class KeysRevokeCommand implements Callable<Integer> {
  @Mixin private CoordinatorFiles files = new CoordinatorFiles();

  @Parameters(paramLabel = "ID", description = "as p2c2g keys list shows it")
  private String id = "";

  @Override
  public Integer call() throws IOException {
    if (!files.settings().security().keys().revoke(id)) {
      throw new UserException("no key " + id + " that is not revoked already; see p2c2g keys list");
    }
    files.note("key_revoked", "credential", "key:" + id);
    System.out.println(id + " is revoked");
    return 0;
  }
}
