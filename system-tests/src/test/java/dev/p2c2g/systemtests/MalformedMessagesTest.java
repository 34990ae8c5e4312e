package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.FORBIDDEN;
import static dev.p2c2g.systemtests.BadMessage.HEARTBEAT;
import static dev.p2c2g.systemtests.BadMessage.MALFORMED;
import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.changed;
import static dev.p2c2g.systemtests.BadMessage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.systemtests.RawClient.Received;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger sends, he is told what is wrong with it, and nothing else suffers. */
class MalformedMessagesTest {
  private static final CoordinatorConfig CONFIG =
      CoordinatorConfig.defaults().withListenPort(0).withoutMonitoring().withoutAuthentication();
  private static final Coordinator COORDINATOR = new Coordinator(CONFIG);
  private static int port;
  private static RunningPeer peer;

  @BeforeAll
  static void start() {
    COORDINATOR.start();
    port = COORDINATOR.port();
    peer = RunningPeer.start(port, "good", 1, "frame_upscale");
    await().until(() -> COORDINATOR.getSystemStats().activePeers() == 1);
  }

  @AfterAll
  static void stop() {
    peer.close();
    COORDINATOR.close();
  }

  static Stream<BadMessage> badMessages() {
    return Stream.of(
            BadJson.all(),
            BadSubmissions.all(),
            BadPictures.all(),
            BadEnvelopes.all(),
            BadPeers.all(),
            NotYours.all())
        .flatMap(s -> s);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badMessages")
  void refusesItAndServesTheNextGoodOneOnTheSameConnection(BadMessage bad) throws Exception {
    try (var client = RawClient.connect(port)) {
      if (bad.sender() == BadMessage.Sender.PEER) {
        register(client);
      }
      send(client, bad);
      var error = client.expect("error");
      assertThat(error.text("code")).as("%s", error.json()).isEqualTo(bad.code());
      assertThat(error.text("message")).isNotBlank();
      switch (bad.sender()) {
        case GAMER -> isServed(client);
        case NEWCOMER -> {
          register(client);
          serves(client);
        }
        case PEER -> serves(client);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"peer_register", "heartbeat", "task_result", "peer_drain"})
  void refusesAPeersMessagesFromAGamer(String msgType) throws Exception {
    try (var client = RawClient.connect(port)) {
      isServed(client);
      client.send(
          switch (msgType) {
            case "peer_register" -> REGISTER;
            case "heartbeat" -> HEARTBEAT;
            case "task_result" -> RESULT;
            default -> json("{'msg_type':'peer_drain','peer_id':'p'}");
          });
      assertThat(client.expect("error").text("code")).isEqualTo(FORBIDDEN);
      isServed(client);
    }
  }

  @Test
  void ignoresUnknownFieldsWhateverTheyHold() throws Exception {
    try (var client = RawClient.connect(port)) {
      client.send(changed(SUBMIT, "'quality'", "'note':['\\ud83c',{'a':[null]},1e300],'quality'"));
      client.expect("task_accepted");
      assertThat(client.expect("task_result").json().path("success").asBoolean()).isTrue();
    }
  }

  @Test
  void namesTheFieldTheValueAndTheRange() throws Exception {
    try (var client = RawClient.connect(port)) {
      client.send(changed(SUBMIT, "'priority':5", "'priority':12"));
      var error = client.expect("error");
      assertThat(error.text("message")).contains("priority", "12", "0 to 9");
      assertThat(error.text("request_id")).isEqualTo("r1");
    }
  }

  @Test
  void answersInTheFormThatTheConnectionSpeaks() throws Exception {
    try (var client = RawClient.connect(port)) {
      client.send("{}");
      assertThat(client.expect("error").binary()).isFalse();
      client.send(ByteBuffer.wrap(RawClient.envelope("{}", new byte[0])));
      assertThat(client.expect("error").binary()).isTrue();
      client.send("{}");
      assertThat(client.expect("error").binary()).isTrue();
    }
  }

  @Test
  void closesAConnectionAfterTenMalformedMessagesInARow() throws Exception {
    try (var client = RawClient.connect(port)) {
      for (var i = 0; i < 9; i++) {
        client.send("not JSON");
        assertThat(client.expect("error").text("code")).isEqualTo(MALFORMED);
      }
      isServed(client); // which starts the count again
      for (var i = 0; i < 10; i++) {
        client.send("not JSON");
        client.expect("error");
      }
      assertThat(client.awaitClose()).isEqualTo(4400);
    }
    anotherConnectionIsServed();
  }

  @Test
  void closesAConnectionThatSendsMoreThanTheMessageLimit() throws Exception {
    try (var client = RawClient.connect(port)) {
      // the server may close before it has read everything, so this may fail or not
      var _ = client.offer(ByteBuffer.allocate(CONFIG.limits().maxMessageBytes() + 1));
      assertThat(client.awaitClose()).isEqualTo(1009);
    }
    anotherConnectionIsServed();
  }

  @Test
  void triesAgainWhenAPeersResultCannotBeRead() throws Exception {
    try (var worker = RawClient.connect(port);
        var gamer = RawClient.connect(port)) {
      register(worker);
      gamer.send(rawTask());
      gamer.expect("task_accepted");
      var first = worker.expect("task_assign");
      worker.send(changed(result(first), "base64://", "base64:// "));
      assertThat(worker.expect("error").text("code")).isEqualTo(MALFORMED);
      var second = worker.expect("task_assign");
      assertThat(second.json().path("attempt").asInt()).isEqualTo(2);
      worker.send(result(second));
      assertThat(gamer.expect("task_result").json().path("attempts").asInt()).isEqualTo(2);
    }
  }

  private static void anotherConnectionIsServed() throws Exception {
    try (var client = RawClient.connect(port)) {
      isServed(client);
    }
  }

  private static void send(RawClient client, BadMessage bad) {
    switch (bad.content()) {
      case BadMessage.Text text -> client.send(text.json());
      case BadMessage.Binary binary -> client.send(binary.bytes());
    }
  }

  /** A gamer's connection: its good task comes back upscaled. */
  private static void isServed(RawClient client) throws InterruptedException, IOException {
    client.send(SUBMIT);
    client.expect("task_accepted");
    var result = client.expect("task_result");
    assertThat(result.json().path("success").asBoolean()).as("%s", result.text("error")).isTrue();
    var picture = Pictures.decoded(result.payload());
    assertThat(picture.getWidth()).isEqualTo(128);
    assertThat(picture.getHeight()).isEqualTo(72);
  }

  private static void register(RawClient client) throws InterruptedException {
    client.send(REGISTER);
    client.expect("peer_registered");
  }

  /** A peer's connection: it is given a task, and its result arrives. */
  private static void serves(RawClient worker) throws InterruptedException {
    try (var gamer = RawClient.connect(port)) {
      gamer.send(rawTask());
      gamer.expect("task_accepted");
      worker.send(result(worker.expect("task_assign")));
      var result = gamer.expect("task_result");
      assertThat(result.payload()).asString().isEqualTo("done");
    }
  }

  private static String rawTask() {
    return changed(SUBMIT, "'frame_upscale'", "'raw'");
  }

  private static String result(Received assignment) {
    var named = changed(RESULT, "'task_x'", "'" + assignment.text("task_id") + "'");
    return changed(named, "base64://AAAA", BadMessage.url("done".getBytes(StandardCharsets.UTF_8)));
  }
}
