package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesAndFormsTest {
  private static final String HEARTBEAT =
      "{\"msg_type\":\"heartbeat\",\"peer_id\":\"peer_a\",\"timestamp\":1,\"load\":0.5}";

  private final Coordinator coordinator = Given.coordinator();
  private final RawClient client = RawClient.connect(coordinator);

  @AfterEach
  void close() {
    client.close();
    coordinator.close();
  }

  @Test
  void forbidsAPeerToSubmit() throws InterruptedException {
    client.text(Given.register("peer_a", 1)).next("peer_registered");
    client.text(Given.echo("r1")).nextError("forbidden");
    client.text(RawClient.STATS).nextError("forbidden");
    client.assertStillServed();
  }

  @Test
  void forbidsAGamerToActAsAPeer() throws InterruptedException {
    client.text(RawClient.STATS).next("stats");
    client.text(Given.register("peer_a", 1)).nextError("forbidden");
    client.text(Given.done("task_1", "base64://")).nextError("forbidden");
    client.assertNothingElseCame();
  }

  @Test
  void wantsAPeerToRegisterFirst() throws InterruptedException {
    client.text(HEARTBEAT).nextError("forbidden");
    client.text(Given.done("task_1", "base64://")).nextError("forbidden");
    client.text("{\"msg_type\":\"peer_drain\"}").nextError("forbidden");
    client.text(Given.register("peer_a", 1)).next("peer_registered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"msg_type\":\"task_accepted\",\"request_id\":\"r\",\"task_id\":\"t\"}",
        "{\"msg_type\":\"peer_drained\"}",
        "{\"msg_type\":\"error\",\"code\":\"internal\",\"message\":\"m\"}",
        "{\"msg_type\":\"stats\",\"active_peers\":0,\"pending_tasks\":0,\"completed_tasks\":0,\"failed_tasks\":0}"
      })
  void forbidsWhatOnlyACoordinatorSaysAndLeavesTheRoleOpen(String message)
      throws InterruptedException {
    client.text(message).nextError("forbidden");
    client.text(Given.register("peer_a", 1)).next("peer_registered");
  }

  @Test
  void letsInWhoeverShowsATokenWhileNobodyIsAsked() throws InterruptedException {
    client.text("{\"msg_type\":\"authenticate\",\"token\":\"abc\"}").next("authenticated");
    client.text(Given.register("peer_a", 1)).next("peer_registered");
    var again = client.text("{\"msg_type\":\"authenticate\",\"token\":\"abc\"}");
    assertThat(again.next("authenticated").text("role")).isEqualTo("peer");
  }

  @Test
  void answersTextWithTextUntilTheFirstEnvelope() throws InterruptedException {
    assertThat(client.text(RawClient.STATS).next("stats").binary()).isFalse();
    assertThat(client.envelope(RawClient.STATS).next("stats").binary()).isTrue();
    assertThat(client.text(RawClient.STATS).next("stats").binary()).isTrue();
  }

  @Test
  void speaksEnvelopesAfterOneWithAFaultyHeader() throws InterruptedException {
    assertThat(client.envelope("{").nextError("malformed_message").binary()).isTrue();
  }

  @Test
  void speaksTextAfterBinaryThatIsNoEnvelope() throws InterruptedException {
    client.binary(ByteBuffer.wrap(new byte[] {0, 0, 0, 9, '{', '}'}));
    assertThat(client.nextError("malformed_message").binary()).isFalse();
  }
}
