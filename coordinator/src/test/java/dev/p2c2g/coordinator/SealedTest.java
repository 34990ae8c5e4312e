package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.Seal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that are sealed: the coordinator cannot look inside, and holds them to what it sees. */
class SealedTest {
  private static final String KEY = "0123456789abcdef";
  private static final String OTHER = "fedcba9876543210";

  /** Of 16 x 8 pixels: 4 bytes for each, and room for what pictures carry beside. */
  private static final int MOST_RESULT_BYTES = Seal.RESULT_OVERHEAD + 65_536 + 4 * 16 * 8;

  private static String register(String id, String features) {
    return Given.register(id, 4)
        .replace("\"task_types\"", "\"features\":[%s],\"task_types\"".formatted(features));
  }

  private static RawClient peer(Coordinator coordinator, String id, String features)
      throws InterruptedException {
    var peer = RawClient.connect(coordinator).text(register(id, features));
    peer.next("peer_registered");
    return peer;
  }

  private static String sealedTo(String key) {
    return "\"sealed:" + key + "\"";
  }

  private static byte[] sealedFrame() {
    var bytes = new byte[Seal.TASK_OVERHEAD + 1];
    bytes[0] = Seal.VERSION;
    return bytes;
  }

  private static String frame(String requestId, byte[] data, String moreParams) {
    return """
    {"msg_type":"task_submit","request_id":"%s","task_type":"frame_upscale","data_url":"%s",
     "params":{"input_width":8,"input_height":4,"output_width":16,"output_height":8,
      "sealed_to":"%s"%s}}\
    """
        .formatted(requestId, Given.base64(data), KEY, moreParams);
  }

  private static String frame(String requestId) {
    return frame(requestId, sealedFrame(), "");
  }

  private static String done(RawClient.Received assigned, int bytes) {
    return Given.done(assigned.text("task_id"), Given.base64(new byte[bytes]));
  }

  @Test
  void goOnlyToPeersWithTheKeyAndAsTheyCame() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var _ = peer(coordinator, "peer_a", sealedTo(OTHER));
        var able = peer(coordinator, "peer_b", sealedTo(OTHER) + "," + sealedTo(KEY));
        var _ = Given.peer(coordinator, "peer_c", 4);
        var gamer = RawClient.connect(coordinator)) {
      // more than it can have at once: the rest waits for it, whoever else is idle
      for (var i = 0; i < 6; i++) {
        gamer.text(frame("r" + i)).next("task_accepted");
      }
      for (var i = 0; i < 6; i++) {
        var assigned = able.next("task_assign");
        assertThat(assigned.json().path("params").path("sealed_to").asString()).isEqualTo(KEY);
        assertThat(assigned.text("data_url")).isEqualTo(Given.base64(sealedFrame()));
        able.text(done(assigned, 70));
        assertThat(gamer.next("task_result").text("result_url"))
            .isEqualTo(Given.base64(new byte[70]));
      }
    }
  }

  @Test
  void areRefusedWithADeadlineWhereNobodyHasTheKey() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var _ = peer(coordinator, "peer_a", sealedTo(OTHER));
        var gamer = RawClient.connect(coordinator)) {
      gamer
          .text(frame("r1").replace("\"task_type\"", "\"deadline_ms\":5000,\"task_type\""))
          .nextError("no_capable_peer");
    }
  }

  @Test
  void resultsOfImpossibleSizesAreTheirPeersFailure() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var peer = peer(coordinator, "peer_a", sealedTo(KEY));
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(frame("r1")).next("task_accepted");
      peer.text(done(peer.next("task_assign"), Seal.RESULT_OVERHEAD));
      peer.text(done(peer.next("task_assign"), MOST_RESULT_BYTES + 1));
      peer.text(done(peer.next("task_assign"), MOST_RESULT_BYTES));
      var result = gamer.next("task_result").json();
      assertThat(result.path("success").asBoolean()).isTrue();
      assertThat(result.path("attempts").asInt()).isEqualTo(3);
    }
  }

  @Test
  void areRefusedWhereTheyCannotBeSealed() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var _ = peer(coordinator, "peer_a", sealedTo(KEY) + ",\"region\"");
        var gamer = RawClient.connect(coordinator)) {
      var region = ",\"region\":{\"x\":0,\"y\":0,\"width\":8,\"height\":8}";
      assertThat(refusal(gamer, frame("r1", sealedFrame(), region)))
          .contains("params.region", "sealed_to");
      assertThat(refusal(gamer, frame("r2", Given.jpeg(8, 4), ""))).contains("no sealed frame");
      assertThat(refusal(gamer, frame("r3", new byte[80], ""))).contains("no sealed frame");
      assertThat(refusal(gamer, frame("r4").replace(KEY, "my circle")))
          .contains("params.sealed_to", "16 of 0-9 a-f");
      var echo = Given.echo("r5", ",\"params\":{\"sealed_to\":\"%s\"}".formatted(KEY));
      assertThat(refusal(gamer, echo)).contains("only tasks of type frame_upscale");
    }
  }

  private static String refusal(RawClient gamer, String submit) throws InterruptedException {
    return gamer.text(submit).nextError("invalid_params").text("message");
  }

  @Test
  void peersWithTooManyKeysAreRefused() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var peer = RawClient.connect(coordinator)) {
      var keys =
          IntStream.rangeClosed(0, Seal.MAX_KEYS)
              .mapToObj("%016x"::formatted)
              .map(SealedTest::sealedTo)
              .collect(Collectors.joining(","));
      var error = peer.text(register("peer_a", keys)).nextError("malformed_message");
      assertThat(error.text("message")).contains("features", "at most 8");
    }
  }

  /** What would be cut in bands as it is (PartsTest) stays whole when it is sealed. */
  @Test
  void areNeverCut() throws Exception {
    var params = Json.object();
    params.put("input_width", 960).put("input_height", 540);
    params.put("output_width", 1920).put("output_height", 1080);
    var open = TaskRules.of("frame_upscale", Payload.of(Given.jpeg(960, 540)), params, 1L << 25);
    var sealed =
        TaskRules.of(
            "frame_upscale", Payload.of(sealedFrame()), params.put("sealed_to", KEY), 1L << 25);
    assertThat(open.isSealed()).isFalse();
    assertThat(open.splitting()).isPresent();
    assertThat(sealed.isSealed()).isTrue();
    assertThat(sealed.splitting()).isEmpty();
  }
}
