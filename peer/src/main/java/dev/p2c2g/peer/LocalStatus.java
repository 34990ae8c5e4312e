package dev.p2c2g.peer;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a peer of this machine says of itself when it is asked or told something.
 *
 * @param peerId its name; empty before a coordinator has given one
 * @param connected whether its connection to the coordinator stands
 * @param reasons why it is paused; empty when it works
 * @param openTasks tasks it has
 * @param handedBack tasks it handed back for this command
 * @param tookMs until its lanes were idle and the coordinator had been told; 0 when there was
 *     nothing to do
 * @param idle whether its lanes are idle
 */
public record LocalStatus(
    Optional<String> peerId,
    boolean connected,
    List<String> reasons,
    int openTasks,
    int handedBack,
    double tookMs,
    boolean idle) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Keeps a copy of the reasons. */
  public LocalStatus {
    reasons = List.copyOf(reasons);
  }

  /** One line of JSON. */
  String toLine() {
    var json = JSON.createObjectNode();
    peerId.ifPresent(id -> json.put("peer_id", id));
    json.put("connected", connected).put("open_tasks", openTasks);
    json.put("handed_back", handedBack).put("took_ms", tookMs).put("idle", idle);
    var array = json.putArray("reasons");
    reasons.forEach(array::add);
    return JSON.writeValueAsString(json);
  }

  /**
   * Reads that line.
   *
   * @throws IllegalArgumentException when it is none
   */
  static LocalStatus parse(String line) {
    try {
      var json = JSON.readTree(line);
      return new LocalStatus(
          json.optional("peer_id").map(JsonNode::stringValue),
          json.path("connected").asBoolean(),
          json.path("reasons").valueStream().map(JsonNode::asString).toList(),
          json.path("open_tasks").asInt(),
          json.path("handed_back").asInt(),
          json.path("took_ms").asDouble(),
          json.path("idle").asBoolean());
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not an answer of a peer: " + line, e);
    }
  }
}
