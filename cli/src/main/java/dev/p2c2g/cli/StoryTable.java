package dev.p2c2g.cli;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The last tasks, a line each: {@code p2c2g explain --last N}. */
final class StoryTable {
  private final PrintStream out;

  StoryTable(PrintStream out) {
    this.out = out;
  }

  /** Prints what {@code /explain?last=N} told of each task. */
  void print(JsonNode tasks) {
    if (tasks.isEmpty()) {
      out.println("no tasks yet");
      return;
    }
    out.printf(
        "%-24s %-22s %-18s %8s %8s %8s %8s %8s  %s%n",
        "task", "kind", "outcome", "expected", "queue", "peer", "network", "total", "peers");
    tasks.forEach(this::line);
  }

  private void line(JsonNode task) {
    JsonNode end = find(task, "completed", "ended");
    out.printf(
        "%-24s %-22s %-18s %8s %8s %8s %8s %8s  %s%n",
        task.path("task_id").asString(""),
        task.path("kind").asString(""),
        task.path("outcome").asString(""),
        ms(find(task, "accepted", "accepted").path("expected_ms")),
        ms(end.path("queue_ms")),
        ms(end.path("peer_ms")),
        ms(end.path("network_ms")),
        ms(end.path("total_ms")),
        String.join(", ", peers(task)));
  }

  /** Who was given it, in order. */
  private static Set<String> peers(JsonNode task) {
    Set<String> peers = new LinkedHashSet<>();
    for (JsonNode event : task.path("events")) {
      if (event.path("what").asString("").equals("assigned")) {
        peers.add(event.path("peer_id").asString(""));
      }
    }
    return peers;
  }

  /** The first event of either name; one without fields when there is none. */
  private static JsonNode find(JsonNode task, String what, String or) {
    for (JsonNode event : task.path("events")) {
      String name = event.path("what").asString("");
      if (name.equals(what) || name.equals(or)) {
        return event;
      }
    }
    return task.path("nothing");
  }

  static String ms(JsonNode ms) {
    return ms.isNumber() ? String.format(Locale.ROOT, "%.1f", ms.doubleValue()) : "-";
  }
}
