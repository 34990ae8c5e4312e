package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
  private static final String NAMELESS =
      "{\"msg_type\":\"peer_register\",%s\"capabilities\":{\"cpu_cores\":1,\"ram_gb\":1,\"gpu\":false}}";

  @Test
  void tellsAPeerItsNameAndHowOftenToSendHeartbeats() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.heartbeat_interval_ms=700");
        var peer = RawClient.connect(coordinator)) {
      var registered = peer.text(Given.register("peer_a", 1)).next("peer_registered");
      assertThat(registered.text("peer_id")).isEqualTo("peer_a");
      assertThat(registered.json().path("heartbeat_interval_ms").asInt()).isEqualTo(700);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"peer_id\":\"auto\","})
  void namesPeersThatHaveNoName(String field) throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var one = RawClient.connect(coordinator);
        var other = RawClient.connect(coordinator)) {
      var nameOfOne = one.text(NAMELESS.formatted(field)).next("peer_registered").text("peer_id");
      var nameOfOther =
          other.text(NAMELESS.formatted(field)).next("peer_registered").text("peer_id");
      assertThat(nameOfOne).isNotBlank().isNotEqualTo("auto").isNotEqualTo(nameOfOther);
    }
  }

  @Test
  void aNewConnectionReplacesTheOldOneOfThatName() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var old = Given.peer(coordinator, "peer_a");
        var _ = Given.peer(coordinator, "peer_a");
        var gamer = RawClient.connect(coordinator)) {
      assertThat(old.closeCode()).isEqualTo(4409);
      assertThat(gamer.text(RawClient.STATS).next("stats").json().path("active_peers").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void theTaskOfAReplacedConnectionGoesToTheNewOne() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var old = Given.peer(coordinator, "peer_a");
        var gamer = RawClient.connect(coordinator).text(Given.echo("r1"))) {
      var taskId = old.next("task_assign").text("task_id");
      try (var replacement = Given.peer(coordinator, "peer_a")) {
        var again = replacement.next("task_assign");
        assertThat(again.text("task_id")).isEqualTo(taskId);
        assertThat(again.json().path("attempt").asInt()).isEqualTo(2);
        replacement.text(Given.done(again));
        gamer.next("task_accepted");
        assertThat(gamer.next("task_result").json().path("success").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void refusesMorePeersThanAllowed() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.max_peers=1");
        var first = Given.peer(coordinator, "peer_a");
        var second = RawClient.connect(coordinator).text(Given.register("peer_b", 1))) {
      second.nextError("peer_limit");
      assertThat(second.closeCode()).isEqualTo(1013);
      first.assertStillServed();
    }
  }

  @Test
  void takesAPeerInOnceAnotherHasLeft() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.max_peers=1")) {
      try (var _ = Given.peer(coordinator, "peer_a")) {}
      Awaiting.stats(coordinator, s -> s.activePeers() == 0);
      try (var _ = Given.peer(coordinator, "peer_b")) {}
    }
  }

  @Test
  void forbidsASecondRegistration() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var peer = Given.peer(coordinator, "peer_a")) {
      peer.text(Given.register("peer_b", 1)).nextError("forbidden");
      peer.assertStillServed();
      assertThat(coordinator.getSystemStats().activePeers()).isEqualTo(1);
    }
  }

  @Test
  void refusesAPeerThatCanDoNothing() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var peer = RawClient.connect(coordinator)) {
      peer.text(NAMELESS.formatted("\"task_types\":[],")).nextError("malformed_message");
      peer.text(Given.register("peer_a", 1)).next("peer_registered");
    }
  }

  @Test
  void aDrainingPeerFinishesGetsNothingNewAndHearsWhenItIsDone() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var leaving = Given.peer(coordinator, "peer_a", 4);
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var held = leaving.next("task_assign");
      leaving.text("{\"msg_type\":\"peer_drain\"}");
      Awaiting.stats(coordinator, s -> s.activePeers() == 0);
      gamer.text(Given.echo("r2")).next("task_accepted");
      leaving.text(Given.done(held)).next("peer_drained");
      try (var other = Given.peer(coordinator, "peer_b")) {
        other.text(Given.done(other.next("task_assign")));
        assertThat(gamer.next("task_result").text("request_id")).isEqualTo("r1");
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
      leaving.assertStillServed();
    }
  }
}
