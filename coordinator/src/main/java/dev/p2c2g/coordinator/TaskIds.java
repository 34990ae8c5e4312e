package dev.p2c2g.coordinator;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for tasks and peers: unique across restarts by a random start, short by counting on from
 * it.
 */
final class TaskIds {
  private static final String ANONYMOUS = "?";

  private final String prefix = Long.toString(new SecureRandom().nextLong(1L << 40), 36);
  private final AtomicLong count = new AtomicLong();

  /** Whether that is nobody's name, but a connection's. */
  static boolean isAnonymous(String gamerId) {
    return gamerId.startsWith(ANONYMOUS);
  }

  String nextTask() {
    return "task_" + prefix + "_" + Long.toString(count.incrementAndGet(), 36);
  }

  String nextPeer() {
    return "peer_" + prefix + "_" + Long.toString(count.incrementAndGet(), 36);
  }

  /** Another one each time a coordinator starts. */
  String nextCoordinator() {
    return "coordinator_" + prefix + "_" + Long.toString(count.incrementAndGet(), 36);
  }

  /** For one who was not asked who he is; no token names anybody like that. */
  String nextGamer() {
    return ANONYMOUS + "gamer_" + prefix + "_" + Long.toString(count.incrementAndGet(), 36);
  }
}
