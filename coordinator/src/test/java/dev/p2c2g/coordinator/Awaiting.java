package dev.p2c2g.coordinator;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what is bound to happen soon. */
final class Awaiting {
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private Awaiting() {}

  static void stats(Coordinator coordinator, Predicate<SystemStats> expected) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(5))
        .until(coordinator::getSystemStats, expected);
  }

  /** A connection, once there is room for one. */
  static RawClient connection(Coordinator coordinator) {
    return await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .until(() -> RawClient.connect(coordinator), _ -> true);
  }

  /** Until the coordinator has read of a key that was just made. */
  static void goodToken(Coordinator coordinator, String token) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> {
          RawClient.withToken(coordinator, token).close();
          return true;
        });
  }

  static void untilAsserted(ThrowingRunnable assertion) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
