package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks that name their algorithm. */
class AlgorithmTest {
  private static RawClient peer(Coordinator coordinator, String id, String feature)
      throws InterruptedException {
    var register =
        Given.register(id, 4)
            .replace("\"task_types\"", "\"features\":[\"%s\"],\"task_types\"".formatted(feature));
    var peer = RawClient.connect(coordinator).text(register);
    peer.next("peer_registered");
    return peer;
  }

  @Test
  void goOnlyToPeersThatAnnounceIt() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var _ = peer(coordinator, "peer_a", "algorithm:other");
        var able = peer(coordinator, "peer_b", "algorithm:my-esrgan");
        var _ = Given.peer(coordinator, "peer_c", 4);
        var gamer = RawClient.connect(coordinator)) {
      for (int i = 0; i < 3; i++) {
        gamer.text(Given.frame("r" + i, ",\"algorithm\":\"my-esrgan\"")).next("task_accepted");
        var assigned = able.next("task_assign");
        assertThat(assigned.json().path("params").path("algorithm").asString())
            .isEqualTo("my-esrgan");
      }
    }
  }

  @Test
  void waitForOneWhereNobodyHasIt() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var _ = peer(coordinator, "peer_a", "algorithm:other");
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(Given.frame("r1", ",\"algorithm\":\"my-esrgan\"")).next("task_accepted");
      try (var able = peer(coordinator, "peer_b", "algorithm:my-esrgan")) {
        able.next("task_assign");
      }
    }
  }

  @Test
  void areRefusedWhereItIsNoName() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator)) {
      var refused =
          gamer.text(Given.frame("r1", ",\"algorithm\":\"my esrgan\"")).nextError("invalid_params");
      assertThat(refused.text("message")).contains("params.algorithm", "1 to 32 of");
    }
  }
}
