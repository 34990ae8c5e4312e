package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class TaskExecutorsTest {
  private static TaskResult execute(
      String type, Payload data, ObjectNode params, boolean cancelled) {
    var task = new TaskAssign("task_1", type, data, params, 1, OptionalLong.empty());
    return new TaskExecutors(List.of("broken", "echo", "reverse"))
        .execute(
            task, Optional.of("me"), new PeerConfig.Resources(false, 1, 1_000), () -> cancelled);
  }

  private static TaskResult execute(String type, ObjectNode params) {
    return execute(type, bytes("abc"), params, false);
  }

  private static Payload bytes(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(TaskResult result) {
    return new String(Crowd.success(result).result().toByteArray(), StandardCharsets.UTF_8);
  }

  private static String error(TaskResult result) {
    return Crowd.failure(result).error();
  }

  @Test
  void findsAnExecutorThatOnlyTheClassPathKnows() {
    var result = execute("reverse", Json.object());

    assertThat(text(result)).isEqualTo("cba");
    assertThat(Crowd.success(result).algorithmUsed()).isEqualTo("reverse");
    assertThat(Crowd.success(result).processingTimeMs()).isNotNegative();
    assertThat(result.taskId()).isEqualTo("task_1");
    assertThat(result.peerId()).contains("me");
  }

  @Test
  void announcesTheFeaturesOfItsOwnTypesAlone() {
    assertThat(new TaskExecutors(List.of("echo", "reverse")).features())
        .containsExactly("backwards");
    assertThat(new TaskExecutors(List.of("frame_upscale")).features())
        .contains("region", "algorithm:cubic")
        .doesNotContain("backwards");
  }

  @Test
  void anUnknownTaskTypeInTheConfigurationIsAClearError() {
    var config = ServingPeer.config(URI.create("ws://localhost:1"), "a", 1, "echo", "dance");

    assertThatThrownBy(() -> new PeerNode(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("peer.task_types: 'dance' has no executor")
        .hasMessageContaining("[broken, echo, frame_upscale, gate, reverse]");
  }

  @Test
  void aTaskOfATypeThatWasNotOfferedFails() {
    assertThat(error(execute("frame_upscale", Json.object())))
        .isEqualTo("this peer does not do frame_upscale, only [broken, echo, reverse]");
  }

  @Test
  void anExecutorThatBreaksFailsItsTaskOnly() {
    assertThat(error(execute("broken", Json.object())))
        .isEqualTo("the executor broke: UnsatisfiedLinkError");
  }

  @Test
  void dataInAnObjectStoreIsRefusedByItsName() {
    var remote = new Payload.Remote("s3://frames/1.jpg");

    assertThat(error(execute("echo", remote, Json.object(), false)))
        .contains("s3://frames/1.jpg", "not in this build");
  }

  @Test
  void echoRepeatsOrCutsToTheLengthAskedFor() {
    assertThat(text(execute("echo", Json.object()))).isEqualTo("abc");
    assertThat(text(execute("echo", Json.object().put("result_bytes", 8)))).isEqualTo("abcabcab");
    assertThat(text(execute("echo", Json.object().put("result_bytes", 2)))).isEqualTo("ab");
    assertThat(text(execute("echo", Json.object().put("result_bytes", 0)))).isEmpty();
    var zeros = execute("echo", bytes(""), Json.object().put("result_bytes", 2), false);
    assertThat(text(zeros)).isEqualTo("\0\0");
  }

  @Test
  void echoTakesTheTimeAskedFor() {
    var result = execute("echo", Json.object().put("delay_ms", 20));

    assertThat(Crowd.success(result).processingTimeMs()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void echoNamesAParameterThatIsOutOfRange() {
    assertThat(error(execute("echo", Json.object().put("result_bytes", -1))))
        .isEqualTo("params.result_bytes: is -1; must be a whole number from 0 to 67108864");
    assertThat(error(execute("echo", Json.object().put("delay_ms", 60_001))))
        .isEqualTo("params.delay_ms: is 60001; must be a whole number from 0 to 60000");
    assertThat(error(execute("echo", Json.object().put("delay_ms", "soon"))))
        .contains("params.delay_ms: is \"soon\"");
    assertThat(error(execute("echo", Json.object().put("result_bytes", 1L << 40))))
        .contains("params.result_bytes");
  }

  @Test
  void echoStopsWaitingWhenItsTaskIsCancelled() {
    var delayed = Json.object().put("delay_ms", 60_000);

    assertThat(error(execute("echo", bytes("abc"), delayed, true))).isEqualTo("cancelled");
  }
}
