package dev.p2c2g.cli;

import dev.p2c2g.security.ApiKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code p2c2g keys list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the keys, the revoked and expired ones too; the keys themselves are not kept.")
final class KeysListCommand implements Callable<Integer> {
  @Mixin private CoordinatorFiles files = new CoordinatorFiles();

  @Option(names = "--json", description = "one line of JSON for each key")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var keys = files.settings().security().keys().list();
    if (!json) {
      System.out.printf(
          Locale.ROOT, "%-12s%-8s%-24s%-12s%s%n", "id", "role", "subject", "created", "state");
    }
    keys.forEach(json ? KeysListCommand::printJson : KeysListCommand::print);
    return 0;
  }

  private static void print(ApiKey key) {
    System.out.printf(
        Locale.ROOT,
        "%-12s%-8s%-24s%-12s%s%n",
        key.id(),
        key.role().wireName(),
        key.subject(),
        key.created().toString().substring(0, 10),
        state(key));
  }

  private static String state(ApiKey key) {
    if (key.revoked().isPresent()) {
      return "revoked " + key.revoked().get();
    }
    return key.expires()
        .map(end -> (end.isAfter(Instant.now()) ? "good until " : "expired ") + end)
        .orElse("good");
  }

  private static void printJson(ApiKey key) {
    var mapper = new JsonMapper();
    var line =
        mapper
            .createObjectNode()
            .put("id", key.id())
            .put("role", key.role().wireName())
            .put("subject", key.subject())
            .put("created", key.created().toString());
    key.expires().ifPresent(end -> line.put("expires", end.toString()));
    key.revoked().ifPresent(end -> line.put("revoked", end.toString()));
    System.out.println(mapper.writeValueAsString(line));
  }
}
