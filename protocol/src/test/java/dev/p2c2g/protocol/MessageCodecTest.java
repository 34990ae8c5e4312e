package dev.p2c2g.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private static final byte[] BYTES = randomBytes(3_001);

  static List<Message> messages() {
    var params =
        FrameUpscaleParams.of(960, 540, 1920, 1080, FrameUpscaleParams.Quality.FAST).toJson();
    var timings = new Timings(0.25, 14, 14.25);
    return List.of(
        new TaskSubmit("r1", "frame_upscale", Payload.of(BYTES), params, 9, OptionalLong.of(100)),
        new TaskSubmit(
            "r\u00e9 \ud83c\udfae",
            "echo",
            Payload.of(new byte[0]),
            Json.object(),
            0,
            OptionalLong.empty()),
        new TaskAssign(
            "task_1",
            "frame_upscale",
            new Payload.Remote("s3://bucket/a/key.jpg"),
            params,
            2,
            OptionalLong.of(87)),
        new TaskResult(
            "task_1",
            new TaskResult.Success(Payload.of(BYTES), 12.5, "lanczos3"),
            Optional.of("peer_a"),
            Optional.empty()),
        new TaskResult(
            "task_1",
            new TaskResult.Success(Payload.of(BYTES), 12.5, "lanczos3"),
            Optional.of("peer_a"),
            Optional.of(new TaskResult.Delivery("r1", 1, timings))),
        new TaskResult(
            "task_1",
            new TaskResult.Failure("gave up", Optional.of("attempts_exhausted")),
            Optional.empty(),
            Optional.of(new TaskResult.Delivery("r1", 4, timings))),
        new TaskResult(
            "task_1",
            new TaskResult.Success(Payload.of(BYTES), 12.5, "lanczos3"),
            Optional.of("peer_a"),
            Optional.empty(),
            OptionalInt.of(3)),
        new TaskResult(
            "task_1",
            new TaskResult.Failure("broke", Optional.empty()),
            Optional.of("peer_a"),
            Optional.empty(),
            OptionalInt.of(1_000)),
        new TaskResult(
            "task_1",
            new TaskResult.Success(Payload.of(BYTES), 12.5, "lanczos3"),
            Optional.of("peer_a"),
            Optional.of(
                new TaskResult.Delivery(
                    "r1", 1, new Timings(0.5, 14, 14.5, OptionalDouble.of(2))))),
        new TaskAccepted("r1", "task_1"),
        new TaskAccepted("r1", "task_1", OptionalDouble.of(41.5)),
        new TaskCancel("task_1"),
        new TaskFetch("r1", "task_1"),
        new TaskStatus("r1", "task_1", TaskStatus.State.WAITING),
        new TaskStatus("r1", "task_1", TaskStatus.State.RUNNING),
        new Heartbeat(Optional.of("peer_a"), 1234567890, 0.45),
        new PeerRegister(
            Optional.of("peer_a"),
            new Capabilities(8, 16, true, OptionalDouble.of(8)),
            List.of("frame_upscale", "echo"),
            4,
            List.of("region")),
        new PeerRegistered("peer_a", 1000, OptionalLong.empty()),
        new PeerRegistered("peer_a", 1000, OptionalLong.of(1 << 24)),
        new PeerDrain(Optional.of("peer_a")),
        new PeerDrained(),
        new PeerPause(Optional.of("peer_a"), Optional.of("its owner plays")),
        new PeerPause(Optional.empty(), Optional.empty()),
        new PeerResume(Optional.of("peer_a")),
        new StatsRequest(),
        new Stats(3, 0, 41, 0),
        new Authenticate("secret"),
        new Authenticated("peer_a", Role.PEER),
        new ErrorMessage(
            "rate_limited", "too fast", Optional.of("r1"), Optional.empty(), OptionalLong.of(120)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void testTaskSerialization(Message message) throws ProtocolException {
    assertThat(MessageCodec.decodeText(MessageCodec.encodeText(message))).isEqualTo(message);
    assertThat(MessageCodec.decodeEnvelope(joined(MessageCodec.encodeEnvelope(message))))
        .isEqualTo(message);
  }

  @Test
  void appliesTheDefaultsOfOptionalFields() throws ProtocolException {
    var register =
        (PeerRegister)
            MessageCodec.decodeText(
                "{\"msg_type\":\"peer_register\",\"peer_id\":\"auto\","
                    + "\"capabilities\":{\"cpu_cores\":8,\"ram_gb\":16,\"gpu\":false}}");
    assertThat(register.peerId()).isEmpty();
    assertThat(register.taskTypes()).containsExactly("frame_upscale");
    assertThat(register.maxConcurrentTasks()).isEqualTo(1);
    assertThat(register.features()).isEmpty();
    var submit =
        (TaskSubmit)
            MessageCodec.decodeText(
                "{\"msg_type\":\"task_submit\",\"request_id\":\"r\",\"task_type\":\"echo\",\"data_url\":\"base64://\"}");
    assertThat(submit.priority()).isEqualTo(5);
    assertThat(submit.deadlineMs()).isEmpty();
  }

  @Test
  void ignoresUnknownFields() throws ProtocolException {
    assertThat(MessageCodec.decodeText("{\"msg_type\":\"stats_request\",\"from\":\"the future\"}"))
        .isEqualTo(new StatsRequest());
  }

  @Test
  void namesTheFieldTheValueAndTheRange() {
    assertThatThrownBy(() ->
            MessageCodec.decodeText(
                "{\"msg_type\":\"task_submit\",\"request_id\":\"r7\",\"task_type\":\"echo\",\"data_url\":\"base64://\","
                    + "\"priority\":12}"))
        .hasMessage("priority: is 12; must be a whole number from 0 to 9")
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.requestId()).contains("r7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "{",
        "{\"msg_type\":1}",
        "{}",
        "{\"msg_type\":\"stats_request\"} tail",
        "{\"msg_type\":\"stats_request\",\"msg_type\":\"stats_request\"}",
        "{\"msg_type\":\"task_cancel\"}",
        "{\"msg_type\":\"task_cancel\",\"task_id\":\"a b\"}",
        "{\"msg_type\":\"task_cancel\",\"task_id\":null}",
        "{\"msg_type\":\"heartbeat\",\"timestamp\":-1,\"load\":0}",
        "{\"msg_type\":\"heartbeat\",\"timestamp\":1,\"load\":1.01}",
        "{\"msg_type\":\"heartbeat\",\"timestamp\":1e999,\"load\":0}",
        "{\"msg_type\":\"heartbeat\",\"timestamp\":NaN,\"load\":0}",
        "{\"msg_type\":\"heartbeat\",\"timestamp\":1,\"load\":\"0.5\"}",
        "{\"msg_type\":\"authenticate\",\"token\":\"\\ud800\"}",
        "{\"msg_type\":\"peer_register\",\"task_types\":[],"
            + "\"capabilities\":{\"cpu_cores\":8,\"ram_gb\":16,\"gpu\":false}}",
        "{\"msg_type\":\"task_submit\",\"request_id\":\"r\",\"task_type\":\"echo\",\"data_url\":\"inline:\"}",
        "{\"msg_type\":\"task_submit\",\"request_id\":\"r\",\"task_type\":\"echo\",\"data_url\":\"base64://@@\"}",
        "{\"msg_type\":\"task_submit\",\"request_id\":\"r\",\"task_type\":\"echo\",\"data_url\":\"http://h/k\"}",
        "{\"msg_type\":\"task_submit\",\"request_id\":\"r\",\"task_type\":\"echo\",\"data_url\":\"s3://b\"}",
      })
  void refusesMalformedText(String text) {
    assertRefused(ErrorCode.MALFORMED_MESSAGE, () -> MessageCodec.decodeText(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"msg_type\":\"peer_pause\",\"reason\":7 | reason: is 7; must be a string of 1 to 100",
        "\"msg_type\":\"peer_pause\",\"reason\":\"\" | reason: is \"\"; must be a string of 1 to 100",
        "\"msg_type\":\"peer_pause\",\"peer_id\":\"a b\" | peer_id: is \"a b\"",
        "\"msg_type\":\"peer_resume\",\"peer_id\":4 | peer_id: is 4",
        "\"msg_type\":\"task_result\",\"task_id\":\"t\",\"success\":false,\"error\":\"e\",\"attempt\":0"
            + "| attempt: is 0; must be a whole number from 1 to 1000",
        "\"msg_type\":\"task_result\",\"task_id\":\"t\",\"success\":false,\"error\":\"e\",\"attempt\":1.5"
            + "| attempt: is 1.5; must be",
        "\"msg_type\":\"task_accepted\",\"task_id\":\"t\",\"request_id\":\"r\",\"expected_ms\":-0.5"
            + "| expected_ms: is -0.5; must be a number from 0",
        "\"msg_type\":\"task_result\",\"task_id\":\"t\",\"success\":false,\"error\":\"e\",\"request_id\":\"r\","
            + "\"attempts\":1,\"timings\":{\"queue_ms\":0,\"peer_ms\":1,\"total_ms\":1,\"network_ms\":\"1\"}"
            + "| timings.network_ms: is \"1\"; must be a number from 0",
      })
  void refusesExtensionsOutOfRange(String fields, String complaint) {
    assertThatThrownBy(() -> MessageCodec.decodeText("{" + fields + "}"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void refusesAReasonThatIsTooLong() throws ProtocolException {
    var pause = "{\"msg_type\":\"peer_pause\",\"reason\":\"%s\"}";
    assertThat(MessageCodec.decodeText(pause.formatted("x".repeat(100))))
        .isEqualTo(new PeerPause(Optional.empty(), Optional.of("x".repeat(100))));
    assertRefused(
        ErrorCode.MALFORMED_MESSAGE,
        () -> MessageCodec.decodeText(pause.formatted("x".repeat(101))));
  }

  @Test
  void refusesNestingThatIsTooDeep() {
    var deep =
        "{\"msg_type\":\"stats_request\",\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertRefused(ErrorCode.MALFORMED_MESSAGE, () -> MessageCodec.decodeText(deep));
  }

  @Test
  void refusesAMessageOfTooManyValues() {
    var many = "{\"msg_type\":\"stats_request\",\"a\":[" + "{},".repeat(20_000) + "0]}";
    assertRefused(ErrorCode.MALFORMED_MESSAGE, () -> MessageCodec.decodeText(many));
  }

  @Test
  void refusesParamsThatShouldHaveBeenPayload() {
    var submit =
        "{\"msg_type\":\"task_submit\",\"request_id\":\"r\",\"task_type\":\"echo\","
            + "\"data_url\":\"base64://\",\"params\":{\"a\":{\"b\":[\"%s\"]}}}";
    assertRefused(
        ErrorCode.INVALID_PARAMS,
        () -> MessageCodec.decodeText(submit.formatted("x".repeat(65_536))));
    assertThatCode(() -> MessageCodec.decodeText(submit.formatted("x".repeat(65_000))))
        .doesNotThrowAnyException();
  }

  @Test
  void carriesHalfASurrogatePairThatSomeoneSent() throws ProtocolException {
    var failed =
        new TaskResult(
            "task_1",
            new TaskResult.Failure("cut here: \ud83c", Optional.empty()),
            Optional.empty(),
            Optional.empty());
    var head = MessageCodec.encodeEnvelope(failed).head();
    assertThatCode(() -> StandardCharsets.UTF_8.newDecoder().decode(head.position(4)))
        .as("strict UTF-8, as other languages read it")
        .doesNotThrowAnyException();
    assertThat(MessageCodec.decodeEnvelope(joined(MessageCodec.encodeEnvelope(failed))))
        .isEqualTo(failed);
    assertThat(MessageCodec.decodeText(MessageCodec.encodeText(failed))).isEqualTo(failed);
  }

  @Test
  void tellsAnUnknownTypeFromAMalformedMessage() {
    assertRefused(
        ErrorCode.UNKNOWN_MESSAGE_TYPE, () -> MessageCodec.decodeText("{\"msg_type\":\"dance\"}"));
  }

  @Test
  void refusesEnvelopesThatLieAboutTheirLength() {
    for (var length : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 14}) {
      var lie =
          ByteBuffer.allocate(17)
              .putInt(length)
              .put("{\"msg_type\":1}".getBytes(StandardCharsets.UTF_8), 0, 13);
      assertRefused(ErrorCode.MALFORMED_MESSAGE, () -> MessageCodec.decodeEnvelope(lie.rewind()));
    }
    assertRefused(
        ErrorCode.MALFORMED_MESSAGE, () -> MessageCodec.decodeEnvelope(ByteBuffer.allocate(3)));
  }

  @Test
  void refusesBytesBehindAMessageThatCarriesNone() {
    var json = "{\"msg_type\":\"stats_request\"}".getBytes(StandardCharsets.UTF_8);
    var bytes =
        ByteBuffer.allocate(4 + json.length + 1)
            .putInt(json.length)
            .put(json)
            .put((byte) 7)
            .rewind();
    assertRefused(ErrorCode.MALFORMED_MESSAGE, () -> MessageCodec.decodeEnvelope(bytes));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static ByteBuffer joined(Envelope envelope) {
    return ByteBuffer.allocate(envelope.size())
        .put(envelope.head())
        .put(envelope.payload())
        .rewind();
  }

  private static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
