package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator reads who asks why. */
@Timeout(120)
class ExplainCommandTest {
  private final Coordinator coordinator =
      new Coordinator(
          CoordinatorConfig.load(Map.of())
              .withListenPort(0)
              .withoutMonitoring()
              .withoutAuthentication());

  @BeforeEach
  void start() {
    coordinator.start();
  }

  @AfterEach
  void close() {
    coordinator.close();
  }

  @Test
  void tellsATasksStoryInWordsAndInALine() throws Exception {
    var taskId = completedTask();
    try (var story = explain(taskId)) {
      assertThat(story.awaitExit(60)).isZero();
      assertThat(story.output())
          .contains(taskId + ": raw of ", "priority 5")
          .containsPattern("deadline (19|20)\\d{3}\\.\\d ms")
          .containsPattern("0\\.\\d{3} ms {2}accepted")
          .containsPattern("assigned to peer_\\S+, attempt 1 \\(first try\\)")
          .containsPattern("chosen +peer_\\S+: nothing known of its speed, 0 of 4 lanes busy")
          .containsPattern("completed by peer_\\S+: queue .* ms, peer .* ms, of it network .* ms");
    }
    try (var table = explain("--last", "5")) {
      assertThat(table.awaitExit(60)).isZero();
      assertThat(table.output()).containsPattern(taskId + " +raw +completed .* peer_\\S+");
    }
  }

  @Test
  void saysThatATaskIsUnknown() throws Exception {
    try (var story = explain("task_unheard_of")) {
      assertThat(story.awaitExit(60)).isEqualTo(1);
      assertThat(story.output()).contains("not among the last 1000").doesNotContain("\tat ");
    }
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    var nobody = "ws://127.0.0.1:" + Ports.free();
    try (var story = Program.p2c2g("explain", "--coordinator", nobody)) {
      assertThat(story.awaitExit(60)).isEqualTo(1);
      assertThat(story.output()).contains("no coordinator at " + nobody).doesNotContain("\tat ");
    }
  }

  private String completedTask() throws InterruptedException {
    try (var clients = new RawClients(coordinator.port())) {
      var peer = clients.connect();
      peer.send(REGISTER);
      peer.expect("peer_registered");
      var gamer = clients.connect();
      gamer.send(changed(SUBMIT, "'frame_upscale'", "'raw'"));
      var taskId = gamer.expect("task_accepted").text("task_id");
      peer.expect("task_assign");
      peer.send(changed(RESULT, "'task_x'", "'" + taskId + "'"));
      gamer.expect("task_result");
      return taskId;
    }
  }

  private Program explain(String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = "explain";
    all[1] = "--coordinator";
    all[2] = "ws://127.0.0.1:" + coordinator.port();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Program.p2c2g(all);
  }
}
