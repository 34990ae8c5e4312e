package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.FrameClaim;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckDeskTest {
  private static final Finding HONEST = new Finding.Honest();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final List<String> named = new CopyOnWriteArrayList<>();
  private final List<Finding> findings = new CopyOnWriteArrayList<>();
  private final CheckDesk desk =
      new CheckDesk(
          this::judge,
          (check, finding) -> {
            delivered.add(check.who());
            findings.add(finding);
          },
          1 << 20,
          100);

  private Finding judge(FrameClaim claim) {
    named.add(claim.named());
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (claim.named().equals("crash")) {
      throw new IllegalStateException("a judge that fails");
    }
    return HONEST;
  }

  @AfterEach
  void close() {
    goOn.countDown();
    desk.close();
  }

  @Test
  void keepsOneResultOfEachPeerAndLooksAtThoseInDoubtFirst() throws Exception {
    assertThat(desk.offer(check("first", "cubic", false))).isTrue();
    begun.await();
    assertThat(desk.offer(check("a", "cubic", false))).isTrue();
    assertThat(desk.offer(check("a", "cubic", false))).as("another of the same").isFalse();
    assertThat(desk.offer(check("doubted", "cubic", true))).isTrue();
    goOn.countDown();
    await().until(() -> delivered.size() == 3);
    assertThat(delivered).containsExactly("first", "doubted", "a");
    assertThat(desk.offer(check("a", "cubic", false))).isTrue();
  }

  @Test
  void looksAtAnyOfTheResultsThatCameMeanwhileNotAtTheFirst() throws Exception {
    assertThat(desk.offer(check("first", "cubic", false))).isTrue();
    begun.await();
    desk.offer(check("a", "honest at first", false));
    var later = check("a", "later", false);
    for (var i = 0; i < 100_000; i++) {
      desk.offer(later);
    }
    goOn.countDown();
    await().until(() -> delivered.size() == 2);
    assertThat(named).containsExactly("cubic", "later");
  }

  @Test
  void survivesAJudgeThatFails() throws Exception {
    goOn.countDown();
    desk.offer(check("a", "crash", false));
    desk.offer(check("b", "cubic", false));
    await().until(() -> findings.size() == 2);
    assertThat(findings).anyMatch(Finding.Unclear.class::isInstance).contains(HONEST);
  }

  @Test
  void takesNoMoreThanItHasRoomForAndNothingOnceClosed() throws Exception {
    desk.offer(check("first", "cubic", false));
    begun.await();
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += desk.offer(check("p" + i, "cubic", false, 2 << 20)) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(31);
    desk.close();
    assertThat(desk.offer(check("late", "cubic", false))).isFalse();
  }

  private static Check check(String who, String algorithm, boolean urgent)
      throws ProtocolException {
    return check(who, algorithm, urgent, 100);
  }

  private static Check check(String who, String algorithm, boolean urgent, int bytes)
      throws ProtocolException {
    var params =
        Json.object()
            .put("input_width", 8)
            .put("input_height", 8)
            .put("output_width", 16)
            .put("output_height", 16);
    var task = Task.of("frame_upscale", Given.jpeg(8, 8), params);
    var rules = TaskRules.of(task.taskType(), task.data(), params, 1 << 20);
    var submission =
        new Submission("t", "gamer", "t", task, rules, 100, 0, new SilentOwner(_ -> {}));
    return new Check(
        who,
        who,
        submission,
        Part.WHOLE,
        new TaskResult.Success(Payload.of(new byte[bytes]), 1, algorithm),
        urgent);
  }
}
