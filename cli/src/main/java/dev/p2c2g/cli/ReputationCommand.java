package dev.p2c2g.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code p2c2g reputation}. */
@Command(
    name = "reputation",
    mixinStandardHelpOptions = true,
    description = "Shows whose results were right and whose were not; bans and pardons.",
    footer = {
      "",
      "A peer is known by the name of its token. It is new until ten of its",
      "results in a row were looked at and good, then trusted. One wrong result",
      "makes it doubted: it gets only frames whose answer is known. A second",
      "one bans it, here and after a restart, until it is pardoned."
    })
final class ReputationCommand implements Callable<Integer> {
  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();

  @Option(names = "--json", description = "as the coordinator tells it, for scripts")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var text = new AdminPage(coordinator).get("/peers");
    if (json) {
      System.out.println(text);
    } else {
      print(AdminPage.parse(coordinator, text).path("names"), System.out);
    }
    return 0;
  }

  @Command(
      name = "ban",
      mixinStandardHelpOptions = true,
      description = "Ends the connections of a name, and lets it work here no more.")
  int ban(
      @Mixin CoordinatorOption where,
      @Parameters(paramLabel = "NAME", description = "as the list shows it") String name)
      throws IOException, InterruptedException {
    return act(where, name, "ban");
  }

  @Command(
      name = "pardon",
      mixinStandardHelpOptions = true,
      description = "Lets a banned or doubted name begin anew.")
  int pardon(
      @Mixin CoordinatorOption where,
      @Parameters(paramLabel = "NAME", description = "as the list shows it") String name)
      throws IOException, InterruptedException {
    return act(where, name, "pardon");
  }

  private static int act(CoordinatorOption where, String name, String action)
      throws IOException, InterruptedException {
    var escaped = URLEncoder.encode(name, StandardCharsets.UTF_8);
    System.out.print(new AdminPage(where).post("/peers/" + escaped + "/" + action));
    return 0;
  }

  private static void print(JsonNode names, PrintStream out) {
    out.printf("%-24s %-9s %8s %6s %6s  %s%n", "NAME", "STANDING", "GOOD", "LIES", "FAST", "PEERS");
    for (var name : names) {
      out.printf(
          "%-24s %-9s %8d %6d %6d  %s%n",
          name.path("name").asString(),
          name.path("standing").asString(),
          name.path("checked_good").asLong(),
          name.path("lies").asLong(),
          name.path("unreasonably_fast").asLong(),
          peers(name.path("peers")));
      name.path("evidence").forEach(line -> out.println("    " + line.asString()));
    }
  }

  private static String peers(JsonNode peers) {
    var text = new StringBuilder();
    for (var peer : peers) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(peer.path("peer_id").asString())
          .append(' ')
          .append(peer.path("state").asString());
    }
    return text.isEmpty() ? "not connected" : text.toString();
  }
}
