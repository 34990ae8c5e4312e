package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadMessagesTest {
  private static final int LIMIT = 65_536;

  private final Coordinator coordinator = Given.coordinator("limits.max_message_bytes=" + LIMIT);
  private final RawClient client = RawClient.connect(coordinator);

  @AfterEach
  void close() {
    client.close();
    coordinator.close();
  }

  @Test
  void anUnknownTypeKeepsTheConnectionOpen() throws InterruptedException {
    for (var i = 0; i < 30; i++) {
      client.text("{\"msg_type\":\"dance\"}").nextError("unknown_message_type");
    }
    client.text(RawClient.STATS).next("stats");
  }

  @Test
  void tenMalformedInARowCloseTheConnection() throws InterruptedException {
    malformed(10);
    assertThat(client.closeCode()).isEqualTo(4400);
  }

  @Test
  void nineMalformedAndAGoodOneDoNot() throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      malformed(9);
      client.text(RawClient.STATS).next("stats");
    }
  }

  @Test
  void aMessageOfAnUnknownTypeIsNotMalformed() throws InterruptedException {
    malformed(9);
    client.assertStillServed();
    malformed(9);
    client.assertStillServed();
  }

  @Test
  void tellsWhichRequestWasMalformedAndWhy() throws InterruptedException {
    var error = client.text(Given.echo("r7", ",\"priority\":12")).nextError("malformed_message");
    assertThat(error.text("request_id")).isEqualTo("r7");
    assertThat(error.text("message")).contains("priority", "12", "0 to 9");
  }

  @Test
  void aTextFrameOverTheLimitCloses() throws InterruptedException {
    client.text(" ".repeat(LIMIT - RawClient.STATS.length()) + RawClient.STATS).next("stats");
    sendUntilClosed(() -> client.text(" ".repeat(LIMIT + 1)));
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void aBinaryFrameOverTheLimitCloses() {
    sendUntilClosed(() -> client.binary(ByteBuffer.allocate(LIMIT + 1)));
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void fragmentsThatTogetherExceedTheLimitClose() {
    client.text("{".repeat(LIMIT / 2), false);
    client.text("{".repeat(LIMIT / 2), false);
    sendUntilClosed(() -> client.text("{", true));
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void joinsTheFragmentsOfAMessageEvenEmptyOnes() throws InterruptedException {
    client.text("", false).text("{\"msg_type\":", false).text("", false);
    client.text("\"stats_request\"}", false).text("", true).next("stats");
  }

  @Test
  void answersTextWithHalfASurrogatePair() throws InterruptedException {
    client.envelope("{\"msg_type\":\"\\ud83c\"}").nextError("malformed_message");
    client.text(RawClient.STATS).next("stats");
  }

  /** The other side may close as soon as it knows enough, while the rest is still being sent. */
  private static void sendUntilClosed(Runnable sending) {
    try {
      sending.run();
    } catch (CompletionException e) {
      assertThat(e).hasMessageContaining("closed");
    }
  }

  private void malformed(int count) throws InterruptedException {
    for (var i = 0; i < count; i++) {
      client.text("{\"msg_type\":").nextError("malformed_message");
    }
  }
}
