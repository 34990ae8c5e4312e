package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.transport.Backoff;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RetriesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  private Retries retries(int attempts) {
    return new Retries(attempts, new Backoff(new SplittableRandom(7)), now::get);
  }

  @Test
  void allowsAsManyTriesInARowAsConfigured() {
    var retries = retries(3);

    assertThat(retries.next()).isPresent();
    assertThat(retries.next()).isPresent();
    assertThat(retries.next()).isPresent();
    assertThat(retries.next()).isEmpty();
  }

  @Test
  void triesNeverAgainWithNoAttempts() {
    assertThat(retries(0).next()).isEmpty();
  }

  @Test
  void aSuccessStartsTheCountAgain() {
    var retries = retries(2);
    retries.next();
    retries.next();
    retries.connected();
    retries.lost();

    assertThat(retries.next()).isPresent();
    assertThat(retries.tries()).isEqualTo(1);
  }

  @Test
  void waitsStartAgainOnlyAfterAConnectionThatStood() {
    var retries = retries(1_000);
    for (var i = 0; i < 5; i++) {
      retries.connected();
      retries.lost();
      retries.next();
    }
    assertThat(retries.next().orElseThrow())
        .as("thrown out five times at once")
        .isGreaterThanOrEqualTo(1_600);

    retries.connected();
    now.addAndGet(Retries.STEADY_NANOS);
    retries.lost();
    assertThat(retries.next().orElseThrow()).isLessThanOrEqualTo(100);
  }
}
