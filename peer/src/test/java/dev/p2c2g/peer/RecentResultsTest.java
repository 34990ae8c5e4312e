package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecentResultsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final RecentResults recent = new RecentResults(3, now::get);

  private static TaskResult good(String id, int bytes) {
    var result = new Payload.Inline(ByteBuffer.allocate(bytes));
    return new TaskResult(
        id, new TaskResult.Success(result, 1, "test"), Optional.empty(), Optional.empty());
  }

  private void add(String... ids) {
    for (var id : ids) {
      recent.add(good(id, 1), OptionalLong.empty());
    }
  }

  private List<String> wanted() {
    return recent.wanted().stream().map(TaskResult::taskId).toList();
  }

  @Test
  void keepsTheNewestUpToItsBound() {
    add("a", "b", "c", "d");

    assertThat(wanted()).containsExactly("b", "c", "d");
  }

  @Test
  void keepsResultsThatWereSentAgainInCaseThatConnectionBreaksToo() {
    add("a");

    assertThat(wanted()).containsExactly("a");
    assertThat(wanted()).containsExactly("a");
  }

  @Test
  void forgetsWhatIsTooOld() {
    add("a");
    now.addAndGet(RecentResults.MAX_AGE_NANOS);
    assertThat(wanted()).containsExactly("a");
    now.addAndGet(1);
    add("b");

    assertThat(wanted()).containsExactly("b");
  }

  @Test
  void aResultPastItsDeadlineIsNotWanted() {
    recent.add(good("late", 1), OptionalLong.of(now.get() + 100));
    recent.add(good("early", 1), OptionalLong.of(now.get() + 101));
    now.addAndGet(100);

    assertThat(wanted()).containsExactly("early");
  }

  @Test
  void keepsNoFailures() {
    var failure = new TaskResult.Failure("no", Optional.empty());
    recent.add(
        new TaskResult("a", failure, Optional.empty(), Optional.empty()), OptionalLong.empty());

    assertThat(wanted()).isEmpty();
  }

  @Test
  void holdsNoMoreBytesThanItsBound() {
    var half = (int) (RecentResults.MAX_BYTES / 2);
    recent.add(good("a", half), OptionalLong.empty());
    recent.add(good("b", half), OptionalLong.empty());
    assertThat(wanted()).containsExactly("a", "b");

    add("c");
    assertThat(wanted()).containsExactly("b", "c");
  }

  @Test
  void forgetsAllWhenTold() {
    add("a", "b");
    recent.forgetAll();

    assertThat(wanted()).isEmpty();
  }
}
