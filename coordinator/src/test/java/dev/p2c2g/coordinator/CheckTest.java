package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Region;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Part;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CheckTest {
  private static final TaskResult.Success RESULT =
      new TaskResult.Success(Payload.of(Given.jpeg(16, 64)), 1, "cubic");

  @Test
  void looksAtFramesWhoseBytesAreHereAndNotSealed() throws Exception {
    var sealed = new byte[Seal.TASK_OVERHEAD + 100];
    sealed[0] = Seal.VERSION;
    var remote = new TaskResult.Success(new Payload.Remote("s3://bucket/key"), 1, "cubic");
    var open = submission(Payload.of(Given.jpeg(8, 32)), params());
    var closed = submission(Payload.of(sealed), params().put(Seal.PARAM, "0123456789abcdef"));
    assertThat(Check.isPossible(open, RESULT)).isTrue();
    assertThat(Check.isPossible(open, remote)).isFalse();
    assertThat(Check.isPossible(closed, RESULT)).isFalse();
  }

  @Test
  void claimsWhatWasAskedOfThePartThatThePeerWasGiven() throws Exception {
    var open = submission(Payload.of(Given.jpeg(8, 32)), params().put("output_quality", 77));
    var part = new Part(1, 2, 2, 4);
    var claim = new Check("who", "peer", open, part, RESULT, false).claim(1 << 20);
    assertThat(claim.part()).isEqualTo(new Region(0, 32, 16, 32));
    assertThat(claim.jpegQuality()).isEqualTo(77);
    assertThat(claim.named()).isEqualTo("cubic");
    assertThat(claim.outputHeight()).isEqualTo(64);
  }

  private static ObjectNode params() {
    return Json.object()
        .put("input_width", 8)
        .put("input_height", 32)
        .put("output_width", 16)
        .put("output_height", 64);
  }

  private static Submission submission(Payload data, ObjectNode params) throws Exception {
    var task = new Task("frame_upscale", data, params, 5, OptionalLong.empty());
    var rules = TaskRules.of(task.taskType(), data, params, 1 << 20);
    return new Submission("t", "gamer", "t", task, rules, 100, 0, new SilentOwner(_ -> {}));
  }
}
