package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.scheduler.Offer;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a coordinator tells the others of its cluster.
 *
 * @param taskTypes those that its peers take
 * @param spent what gamers took of their allowances there since it started, by their names
 */
record MemberSheet(
    int peers,
    long lanes,
    int pending,
    long completed,
    long failed,
    Set<String> taskTypes,
    Map<String, Spent> spent) {
  /** Before there is anything to tell. */
  static final MemberSheet NOTHING = new MemberSheet(0, 0, 0, 0, 0, Set.of(), Map.of());

  private static final JsonMapper MAPPER = new JsonMapper();

  static MemberSheet of(
      SchedulerSnapshot now, List<Offer> offers, long lanes, Map<String, Spent> spent) {
    var types = new TreeSet<String>();
    offers.forEach(offer -> types.addAll(offer.taskTypes()));
    return new MemberSheet(
        now.activePeers(),
        lanes,
        now.pendingTasks(),
        now.completedTasks(),
        now.failedTasks(),
        types,
        Map.copyOf(spent));
  }

  String toJson() {
    var json = Json.object();
    json.put("peers", peers)
        .put("lanes", lanes)
        .put("pending_tasks", pending)
        .put("completed_tasks", completed)
        .put("failed_tasks", failed);
    var types = json.putArray("task_types");
    taskTypes.forEach(types::add);
    var gamers = json.putObject("spent");
    spent.forEach((gamer, s) -> gamers.putArray(gamer).add(s.tasks()).add(s.bytes()));
    return json.toString();
  }

  /** As another version may have written it: what is missing counts as nothing. */
  static Optional<MemberSheet> parse(String text) {
    try {
      var json = MAPPER.readTree(text);
      var types = new TreeSet<String>();
      json.path("task_types").forEach(type -> types.add(type.asString("")));
      return Optional.of(
          new MemberSheet(
              json.path("peers").asInt(0),
              json.path("lanes").asLong(0),
              json.path("pending_tasks").asInt(0),
              json.path("completed_tasks").asLong(0),
              json.path("failed_tasks").asLong(0),
              types,
              spent(json.path("spent"))));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Map<String, Spent> spent(JsonNode gamers) {
    var spent = new HashMap<String, Spent>();
    gamers
        .propertyStream()
        .forEach(gamer ->
            spent.put(
                gamer.getKey(),
                new Spent(gamer.getValue().path(0).asLong(0), gamer.getValue().path(1).asLong(0))));
    return spent;
  }
}
