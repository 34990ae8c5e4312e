package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ResultShelfTest {
  private long nowNanos;
  private final ResultShelf shelf =
      new ResultShelf(
          Given.config(
                  "limits.result_ttl_ms=100",
                  "limits.max_kept_results=3",
                  "limits.max_kept_bytes=1000")
              .limits(),
          () -> nowNanos);

  @Test
  void keepsAResultForItsTime() {
    shelf.put(result("t", 1));
    nowNanos += 100_000_000;
    assertThat(shelf.find("t")).isPresent();
    nowNanos++;
    assertThat(shelf.find("t")).isEmpty();
  }

  @Test
  void dropsTheOldestWhenThereAreTooMany() {
    for (var i = 1; i <= 4; i++) {
      shelf.put(result("t" + i, 1));
    }
    assertThat(shelf.find("t1")).isEmpty();
    assertThat(shelf.find("t2")).isPresent();
    assertThat(shelf.find("t4")).isPresent();
  }

  @Test
  void dropsTheOldestWhenTheyHoldTooManyBytes() {
    shelf.put(result("t1", 600));
    shelf.put(result("t2", 600));
    assertThat(shelf.find("t1")).isEmpty();
    assertThat(shelf.find("t2")).isPresent();
    shelf.put(result("t3", 400));
    assertThat(shelf.find("t2")).as("1,000 bytes are allowed").isPresent();
    shelf.put(result("t4", 1_001));
    assertThat(shelf.find("t4")).as("alone too large").isEmpty();
    assertThat(shelf.find("t3")).isEmpty();
  }

  @Test
  void wakesWhoeverWaitsEvenWithAResultTooLargeToKeep() {
    shelf.expect("t");
    var waiting = shelf.find("t").orElseThrow();
    assertThat(waiting).isNotDone();
    var result = result("t", 5_000);
    shelf.put(result);
    assertThat(waiting).isCompletedWithValue(result);
    assertThat(shelf.find("t")).isEmpty();
  }

  @Test
  void forgetsATaskThatWasRefused() {
    var answered = new CompletableFuture<Optional<TaskRefusedException>>();
    shelf.expect("t");
    shelf.owner(answered).refused("t", Refusal.full("full"));
    assertThat(shelf.find("t")).isEmpty();
    assertThat(answered.resultNow().orElseThrow().code()).isEqualTo(ErrorCode.QUEUE_FULL);
  }

  private static TaskResult result(String taskId, int bytes) {
    return new TaskResult(
        taskId,
        new TaskResult.Success(Payload.of(new byte[bytes]), 1, "echo"),
        Optional.empty(),
        Optional.empty());
  }
}
