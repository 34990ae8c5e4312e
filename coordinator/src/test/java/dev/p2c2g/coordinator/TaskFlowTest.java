package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskFlowTest {
  private final Coordinator coordinator = Given.coordinator();
  private final RawClient gamer = RawClient.connect(coordinator);
  private final RawClient peer = RawClient.connect(coordinator);

  @AfterEach
  void close() {
    gamer.close();
    peer.close();
    coordinator.close();
  }

  @Test
  void bringsATaskToAPeerAndItsResultBackInText() throws InterruptedException {
    register("peer_a", 1);
    gamer.text(Given.echo("r1", ",\"params\":{\"tone\":440},\"deadline_ms\":60000"));
    var accepted = gamer.next("task_accepted");
    assertThat(accepted.text("request_id")).isEqualTo("r1");

    var assigned = peer.next("task_assign");
    assertThat(assigned.binary()).isFalse();
    assertThat(assigned.text("task_id")).isEqualTo(accepted.text("task_id"));
    assertThat(assigned.text("task_type")).isEqualTo("echo");
    assertThat(assigned.text("data_url")).isEqualTo("base64://aGk=");
    assertThat(assigned.json().path("params").path("tone").asInt()).isEqualTo(440);
    assertThat(assigned.json().path("attempt").asInt()).isEqualTo(1);
    assertThat(assigned.json().path("deadline_ms").asInt()).isBetween(1, 60_000);

    peer.text(Given.done(assigned.text("task_id"), "base64://eW8="));
    var result = gamer.next("task_result");
    assertThat(result.binary()).isFalse();
    assertThat(result.text("task_id")).isEqualTo(accepted.text("task_id"));
    assertThat(result.text("request_id")).isEqualTo("r1");
    assertThat(result.json().path("success").asBoolean()).isTrue();
    assertThat(result.text("result_url")).isEqualTo("base64://eW8=");
    assertThat(result.text("peer_id")).isEqualTo("peer_a");
    assertThat(result.text("algorithm_used")).isEqualTo("echo");
    assertThat(result.json().path("processing_time_ms").asDouble()).isEqualTo(1.5);
    assertThat(result.json().path("attempts").asInt()).isEqualTo(1);
    var timings = result.json().path("timings");
    assertThat(timings.path("total_ms").asDouble())
        .isPositive()
        .isEqualTo(
            timings.path("queue_ms").asDouble() + timings.path("peer_ms").asDouble(), within(1e-6));
  }

  @Test
  void carriesBytesInEnvelopesUnchanged() throws InterruptedException {
    peer.envelope(Given.register("peer_a", 1)).next("peer_registered");
    gamer.envelope(inline("r1"), bytes(100_000, 3));
    gamer.next("task_accepted");
    var assigned = peer.next("task_assign");
    assertThat(assigned.text("data_url")).isEqualTo("inline:");
    assertThat(assigned.payload()).isEqualTo(ByteBuffer.wrap(bytes(100_000, 3)));
    peer.envelope(Given.done(assigned.text("task_id"), "inline:"), bytes(300_000, 7));
    var result = gamer.next("task_result");
    assertThat(result.text("result_url")).isEqualTo("inline:");
    assertThat(result.payload()).isEqualTo(ByteBuffer.wrap(bytes(300_000, 7)));
  }

  @Test
  void translatesBetweenAGamerInEnvelopesAndAPeerInText() throws InterruptedException {
    register("peer_a", 1);
    gamer.envelope(inline("r1"), bytes(1_000, 3));
    var assigned = peer.next("task_assign");
    assertThat(assigned.text("data_url")).isEqualTo(Given.base64(bytes(1_000, 3)));
    peer.text(Given.done(assigned.text("task_id"), Given.base64(bytes(2_000, 7))));
    gamer.next("task_accepted");
    assertThat(gamer.next("task_result").payload()).isEqualTo(ByteBuffer.wrap(bytes(2_000, 7)));
  }

  @Test
  void passesObjectStoreAddressesOnUntouched() throws InterruptedException {
    register("peer_a", 1);
    gamer.text(
        Given.echo("r1", ",\"params\":{\"result_url\":\"s3://bucket/out.jpg\"}")
            .replace("base64://aGk=", "s3://bucket/some key.jpg"));
    var assigned = peer.next("task_assign");
    assertThat(assigned.text("data_url")).isEqualTo("s3://bucket/some key.jpg");
    assertThat(assigned.json().path("params").path("result_url").asString())
        .isEqualTo("s3://bucket/out.jpg");
    peer.text(Given.done(assigned.text("task_id"), "s3://bucket/out.jpg"));
    gamer.next("task_accepted");
    assertThat(gamer.next("task_result").text("result_url")).isEqualTo("s3://bucket/out.jpg");
  }

  @Test
  void givesTasksWithARegionOnlyToPeersWithThatFeature() throws InterruptedException {
    register("peer_without", 4);
    gamer.text(Given.frame("r1", ",\"region\":{\"x\":0,\"y\":0,\"width\":16,\"height\":4}"));
    gamer.next("task_accepted");
    try (var able = RawClient.connect(coordinator)) {
      able.text(
              Given.register("peer_with", 1)
                  .replace("\"task_types\"", "\"features\":[\"region\"],\"task_types\""))
          .next("peer_registered");
      var assigned = able.next("task_assign");
      able.text(Given.done(assigned.text("task_id"), Given.base64(Given.jpeg(16, 4))));
      assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_with");
    }
    peer.assertStillServed();
  }

  @Test
  void sendsTheRegistrationBeforeTasksThatWaitedForIt() throws InterruptedException {
    for (var i = 0; i < 20; i++) {
      gamer.text(Given.echo("r" + i)).next("task_accepted");
    }
    peer.text(Given.register("peer_a", 20)).next("peer_registered");
    for (var i = 0; i < 20; i++) {
      peer.next("task_assign");
    }
  }

  @Test
  void givesUrgentTasksFirst() throws InterruptedException {
    gamer.text(Given.echo("late", ",\"priority\":1")).next("task_accepted");
    gamer.text(Given.echo("soon", ",\"priority\":9")).next("task_accepted");
    register("peer_a", 1);
    peer.text(Given.done(peer.next("task_assign")));
    peer.text(Given.done(peer.next("task_assign")));
    assertThat(gamer.next("task_result").text("request_id")).isEqualTo("soon");
    assertThat(gamer.next("task_result").text("request_id")).isEqualTo("late");
  }

  @Test
  void countsWhatHappens() throws InterruptedException {
    register("peer_a", 1);
    gamer.text(Given.echo("r1"));
    peer.text(Given.done(peer.next("task_assign")));
    gamer.next("task_accepted");
    gamer.next("task_result");
    gamer.text(Given.echo("r2")).next("task_accepted");
    var stats = gamer.text(RawClient.STATS).next("stats").json();
    assertThat(stats.path("active_peers").asInt()).isEqualTo(1);
    assertThat(stats.path("pending_tasks").asInt()).isEqualTo(1);
    assertThat(stats.path("completed_tasks").asInt()).isEqualTo(1);
    assertThat(stats.path("failed_tasks").asInt()).isZero();
  }

  private void register(String peerId, int lanes) throws InterruptedException {
    peer.text(Given.register(peerId, lanes)).next("peer_registered");
  }

  private static String inline(String requestId) {
    return Given.echo(requestId).replace("base64://aGk=", "inline:");
  }

  private static byte[] bytes(int count, int step) {
    var bytes = new byte[count];
    for (var i = 0; i < count; i++) {
      bytes[i] = (byte) (i * step);
    }
    return bytes;
  }
}
