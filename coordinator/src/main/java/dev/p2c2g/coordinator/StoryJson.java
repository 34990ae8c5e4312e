package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.scheduler.Choice;
import dev.p2c2g.scheduler.Command;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** Stories as JSON (docs/protocol.md, "Explanations"). */
final class StoryJson {
  private StoryJson() {}

  /**
   * Several stories.
   *
   * @param nowNanos the scheduler's clock at {@code now}
   */
  static ObjectNode of(List<Story> stories, long nowNanos, Instant now) {
    var json = Json.object();
    var tasks = json.putArray("tasks");
    stories.forEach(story -> tasks.add(of(story, nowNanos, now)));
    return json;
  }

  /** One story, as above. */
  static ObjectNode of(Story story, long nowNanos, Instant now) {
    var task = story.task();
    var json = Json.object();
    json.put("task_id", task.taskId())
        .put("gamer_id", task.gamerId())
        .put("kind", task.kind().toString())
        .put("priority", task.priority())
        .put("work_units", task.workUnits())
        .put("input_bytes", task.inputBytes())
        .put(
            "submitted_at",
            now.minusNanos(nowNanos - story.beganNanos())
                .truncatedTo(ChronoUnit.MICROS)
                .toString());
    task.deadlineNanos().ifPresent(at -> json.put("deadline_ms", millis(at - story.beganNanos())));
    json.put("outcome", outcome(story));
    var parts = parts(story);
    var events = json.putArray("events");
    for (var event : story.events()) {
      var entry = events.addObject().put("at_ms", millis(event.atNanos() - story.beganNanos()));
      put(entry, event, parts);
    }
    return json;
  }

  /** {@code open}, {@code completed}, or the code of the error it ended with. */
  private static String outcome(Story story) {
    return story.events().reversed().stream()
        .flatMap(event -> ending(event).stream())
        .findFirst()
        .orElse("open");
  }

  private static Optional<String> ending(StoryEvent event) {
    return switch (event) {
      case StoryEvent.Completed _ -> Optional.of("completed");
      case StoryEvent.Ended ended -> Optional.of(ended.code());
      case StoryEvent.Refused refused -> Optional.of(refused.why().code().wireName());
      default -> Optional.empty();
    };
  }

  /** Into how many the task was cut; 1 for none. */
  private static int parts(Story story) {
    return story.events().stream()
        .mapToInt(event -> event instanceof StoryEvent.Assigned a ? a.part().count() : 1)
        .max()
        .orElse(1);
  }

  private static void put(ObjectNode json, StoryEvent event, int parts) {
    switch (event) {
      case StoryEvent.Accepted e -> {
        json.put("what", "accepted");
        put(json, "expected_ms", e.expectedNanos());
      }
      case StoryEvent.Refused e -> {
        json.put("what", "refused")
            .put("code", e.why().code().wireName())
            .put("message", e.why().message());
        e.why().retryAfterMs().ifPresent(ms -> json.put("retry_after_ms", ms));
      }
      case StoryEvent.Assigned e -> {
        peer(json, "assigned", e.peerId(), e.part().index(), parts).put("attempt", e.attempt());
        put(json, e.choice());
      }
      case StoryEvent.Suspected e ->
          json.put("what", "suspected")
              .put("peer_id", e.peerId())
              .put("silent_ms", millis(e.silentNanos()));
      case StoryEvent.Failed e ->
          peer(json, "failed", e.peerId(), e.part(), parts).put("error", e.error());
      case StoryEvent.TakenBack e -> peer(json, "taken_back", e.peerId(), e.part(), parts);
      case StoryEvent.HandedBack e ->
          json.put("what", "handed_back").put("peer_id", e.peerId()).put("reason", e.reason());
      case StoryEvent.PeerLost e ->
          json.put("what", "peer_lost").put("peer_id", e.peerId()).put("reason", e.reason());
      case StoryEvent.PartDone e -> peer(json, "part_done", e.peerId(), e.part(), parts);
      case StoryEvent.Ignored e -> peer(json, "result_ignored", e.peerId(), e.part(), parts);
      case StoryEvent.Completed e -> completed(json, e.figures());
      case StoryEvent.Ended e ->
          json.put("what", "ended")
              .put("code", e.code())
              .put("message", e.message())
              .put("attempts", e.attempts())
              .put("total_ms", millis(e.totalNanos()));
    }
  }

  private static void completed(ObjectNode json, Command.Complete figures) {
    json.put("what", "completed")
        .put("peer_id", figures.peerId())
        .put("parts", figures.parts())
        .put("attempts", figures.attempts())
        .put("queue_ms", millis(figures.queueNanos()))
        .put("peer_ms", millis(figures.peerNanos()));
    put(json, "network_ms", figures.networkNanos());
    json.put("total_ms", millis(figures.totalNanos()));
  }

  private static void put(ObjectNode json, Choice choice) {
    json.put("why", word(choice.why())).put("capable", choice.capable());
    var considered = json.putArray("considered");
    for (var peer : choice.considered()) {
      var entry = considered.addObject().put("peer_id", peer.peerId());
      put(entry, "expected_ms", peer.expectedNanos());
      entry
          .put("measured", peer.measured())
          .put("in_flight", peer.inFlight())
          .put("lanes", peer.lanes());
    }
    var passedOver = json.putArray("passed_over");
    for (var peer : choice.passedOver()) {
      passedOver.addObject().put("peer_id", peer.peerId()).put("reason", word(peer.reason()));
    }
  }

  /** Parts are counted from 1 for people, and left out of a task in one piece. */
  private static ObjectNode peer(ObjectNode json, String what, String peerId, int part, int parts) {
    json.put("what", what).put("peer_id", peerId);
    if (parts > 1) {
      json.put("part", part + 1).put("parts", parts);
    }
    return json;
  }

  private static void put(ObjectNode json, String name, OptionalLong nanos) {
    nanos.ifPresent(n -> json.put(name, millis(n)));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** To the microsecond: no clock here is better than that. */
  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
