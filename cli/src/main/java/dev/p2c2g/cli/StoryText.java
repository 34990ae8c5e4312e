package dev.p2c2g.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One task's story as a timeline: {@code p2c2g explain TASK_ID}. */
final class StoryText {
  private final PrintStream out;

  StoryText(PrintStream out) {
    this.out = out;
  }

  /** Prints what {@code /explain/TASK_ID} told. */
  void print(JsonNode task) {
    out.printf(
        "%s: %s of %s, priority %d, %s%n",
        text(task, "task_id"),
        text(task, "kind"),
        text(task, "gamer_id"),
        task.path("priority").asInt(),
        task.has("deadline_ms") ? "deadline " + ms(task, "deadline_ms") : "no deadline");
    out.printf("submitted %s: %s%n%n", text(task, "submitted_at"), text(task, "outcome"));
    for (JsonNode event : task.path("events")) {
      out.printf(Locale.ROOT, "%10.3f ms  %s%n", event.path("at_ms").asDouble(), sentence(event));
      details(event).forEach(line -> out.printf("%15s%s%n", "", line));
    }
  }

  private static String sentence(JsonNode event) {
    String peer = text(event, "peer_id") + part(event);
    return switch (text(event, "what")) {
      case "accepted" ->
          "accepted"
              + (event.has("expected_ms") ? ", expected to take " + ms(event, "expected_ms") : "");
      case "refused" -> "refused: " + text(event, "code") + ": " + text(event, "message");
      case "assigned" ->
          "assigned to %s, attempt %d (%s)"
              .formatted(peer, event.path("attempt").asInt(), spaced(text(event, "why")));
      case "suspected" -> "%s is silent for %s".formatted(peer, ms(event, "silent_ms"));
      case "failed" -> peer + " failed: " + text(event, "error");
      case "taken_back" -> "taken back from " + peer;
      case "handed_back" -> peer + " pauses and hands it back: " + text(event, "reason");
      case "peer_lost" -> peer + " is gone: " + text(event, "reason");
      case "part_done" -> "result of " + peer + " is here";
      case "result_ignored" -> "a result of " + peer + " comes too late, or was not asked for";
      case "completed" -> completed(event);
      case "ended" -> "ended: " + text(event, "code") + ": " + text(event, "message");
      default -> event.toString();
    };
  }

  private static String completed(JsonNode event) {
    String network = event.has("network_ms") ? ", of it network " + ms(event, "network_ms") : "";
    return "completed by %s: queue %s, peer %s%s, total %s, attempts %d"
        .formatted(
            text(event, "peer_id"),
            ms(event, "queue_ms"),
            ms(event, "peer_ms"),
            network,
            ms(event, "total_ms"),
            event.path("attempts").asInt());
  }

  /** Who was considered, and who was not. */
  private static List<String> details(JsonNode event) {
    List<String> lines = new ArrayList<>();
    for (JsonNode peer : event.path("considered")) {
      lines.add(
          "%s %s: %s, %d of %d lanes busy"
              .formatted(
                  lines.isEmpty() ? "chosen    " : "considered",
                  text(peer, "peer_id"),
                  expectation(peer),
                  peer.path("in_flight").asInt(),
                  peer.path("lanes").asInt()));
    }
    for (JsonNode peer : event.path("passed_over")) {
      lines.add("not        %s: %s".formatted(text(peer, "peer_id"), spaced(text(peer, "reason"))));
    }
    return lines;
  }

  private static String expectation(JsonNode peer) {
    if (!peer.has("expected_ms")) {
      return "nothing known of its speed";
    }
    boolean measured = peer.path("measured").asBoolean();
    return "expected " + ms(peer, "expected_ms") + (measured ? "" : " (from the others' speed)");
  }

  private static String part(JsonNode event) {
    return event.has("part")
        ? " (part %d of %d)".formatted(event.path("part").asInt(), event.path("parts").asInt())
        : "";
  }

  private static String ms(JsonNode node, String field) {
    return String.format(Locale.ROOT, "%.1f ms", node.path(field).asDouble());
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static String spaced(String word) {
    return word.replace('_', ' ');
  }
}
