package dev.p2c2g.simulator;

/**
 * The path between a peer and the coordinator: latency, bandwidth, jitter, and loss as TCP shows
 * it, never a message gone but a stream that stands, with its order kept.
 */
final class Link {
  private static final long RETRANSMISSION_TIMEOUT = 200 * VirtualTime.MS;

  /** One direction of the stream. */
  static final class Direction {
    private long freeNanos;
    private long lastArrivalNanos;
  }

  final Direction toCoordinator = new Direction();
  final Direction toPeer = new Direction();

  private final VirtualTime time;
  private final Chance chance;
  private final long latencyNanos;
  private final double nanosPerByte;
  private long cutUntilNanos;
  private long lossyUntilNanos;
  private double loss;

  Link(VirtualTime time, Chance chance) {
    this.time = time;
    this.chance = chance;
    latencyNanos = (long) Math.clamp(chance.logNormal(2e6, 0.8), 0.2e6, 40e6);
    nanosPerByte = 8_000.0 / Math.clamp(chance.logNormal(500, 0.7), 50, 2_500);
  }

  /** Nothing gets through until then; what is sent meanwhile arrives later. */
  void cutUntil(long nanos) {
    cutUntilNanos = Math.max(cutUntilNanos, nanos);
  }

  double bytesPerSecond() {
    return 1e9 / nanosPerByte;
  }

  /** Messages are hit by loss until then. */
  void loseUntil(long nanos, double probability) {
    lossyUntilNanos = nanos;
    loss = probability;
  }

  /** Delivers a message at the other end, after everything sent before it. */
  void send(Direction direction, long bytes, Runnable delivery) {
    long now = time.now();
    long departs = Math.max(now, direction.freeNanos);
    direction.freeNanos = departs + (long) (bytes * nanosPerByte);
    long arrives =
        direction.freeNanos + latencyNanos + chance.exponential(latencyNanos * 0.05) + stall(now);
    if (now < cutUntilNanos) {
      arrives += cutUntilNanos - now + chance.exponential(RETRANSMISSION_TIMEOUT);
    }
    direction.lastArrivalNanos = Math.max(direction.lastArrivalNanos, arrives);
    time.at(direction.lastArrivalNanos, delivery);
  }

  /** Mostly the next acknowledgements tell of a loss; one in five is only found by a timeout. */
  private long stall(long now) {
    if (now >= lossyUntilNanos || !chance.in(loss)) {
      return 0;
    }
    if (!chance.in(0.2)) {
      return 2 * latencyNanos;
    }
    long wait = RETRANSMISSION_TIMEOUT;
    long total = wait;
    while (chance.in(loss)) {
      wait *= 2;
      total += wait;
    }
    return total;
  }
}
