package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.FORBIDDEN;
import static dev.p2c2g.systemtests.BadMessage.HEARTBEAT;
import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;

import dev.p2c2g.systemtests.BadMessage.Sender;
import java.util.stream.Stream;

/** Good messages from those who may not send them. */
final class NotYours {
  private NotYours() {}

  static Stream<BadMessage> all() {
    return Stream.of(onlyCoordinators(), beforeRegistering(), peersAsGamers()).flatMap(s -> s);
  }

  private static Stream<BadMessage> onlyCoordinators() {
    return Stream.of(Sender.values()).flatMap(NotYours::onlyCoordinators);
  }

  private static Stream<BadMessage> onlyCoordinators(Sender sender) {
    return Stream.of(
        forbidden(
            sender,
            "task_assign",
            "{'msg_type':'task_assign','task_id':'t','task_type':'echo','data_url':'base64://','params':{}}"),
        forbidden(
            sender, "task_accepted", "{'msg_type':'task_accepted','request_id':'r','task_id':'t'}"),
        forbidden(
            sender,
            "peer_registered",
            "{'msg_type':'peer_registered','peer_id':'p','heartbeat_interval_ms':1000}"),
        forbidden(sender, "peer_drained", "{'msg_type':'peer_drained'}"),
        forbidden(
            sender,
            "stats",
            "{'msg_type':'stats','active_peers':1,'pending_tasks':0,'completed_tasks':0,'failed_tasks':0}"),
        forbidden(
            sender, "authenticated", "{'msg_type':'authenticated','subject':'me','role':'admin'}"),
        forbidden(sender, "error", "{'msg_type':'error','code':'internal','message':'it is you'}"));
  }

  private static Stream<BadMessage> beforeRegistering() {
    return Stream.of(
        forbidden(Sender.NEWCOMER, "heartbeat before registering", HEARTBEAT),
        forbidden(Sender.NEWCOMER, "task_result before registering", RESULT),
        forbidden(
            Sender.NEWCOMER,
            "peer_drain before registering",
            "{'msg_type':'peer_drain','peer_id':'p'}"));
  }

  private static Stream<BadMessage> peersAsGamers() {
    return Stream.of(
        forbidden(Sender.PEER, "task_submit", SUBMIT),
        forbidden(Sender.PEER, "stats_request", "{'msg_type':'stats_request'}"),
        forbidden(Sender.PEER, "task_cancel", "{'msg_type':'task_cancel','task_id':'t'}"),
        forbidden(Sender.PEER, "peer_register again", REGISTER));
  }

  private static BadMessage forbidden(Sender sender, String name, String json) {
    return BadMessage.text(sender, FORBIDDEN, name, json);
  }
}
