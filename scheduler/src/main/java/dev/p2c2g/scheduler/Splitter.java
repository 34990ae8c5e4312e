package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.PeerPool.Circle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts a task that one peer would take too long for, when enough peers are idle to do it together.
 * Parts are equal, so only peers of about the same speed take part.
 */
final class Splitter {
  private static final int MOST_PARTS = 8;
  private static final double SHARE_OF_TIME_LEFT = 0.6;

  /** Of peers that fill the time there is: what they leave for the way back. */
  private static final double MOST_OF_TIME_LEFT = 0.8;

  private static final int SLOWEST_TO_FASTEST = 2;

  private final CoreState state;
  private final Chooser chooser;

  Splitter(CoreState state, Chooser chooser) {
    this.state = state;
    this.chooser = chooser;
  }

  /**
   * How to cut a task.
   *
   * @param idle who begins at once, one part each; at least two
   * @param parts at least as many; those beyond wait for a peer
   */
  record Cut(List<ConnectedPeer> idle, int parts, int grainsEach) {}

  /** How to cut the task; empty where it should stay whole. */
  Optional<Cut> cut(OpenTask task, OptionalLong expectedNanos) {
    long limit = limitNanos(task);
    boolean fastEnough = expectedNanos.isEmpty() || expectedNanos.getAsLong() <= limit;
    if (fastEnough || isIndivisible(task) || isCrowdBusy()) {
      return Optional.empty();
    }
    List<ConnectedPeer> able = able(task);
    long wanted = Math.ceilDiv(expectedNanos.getAsLong(), Math.max(1, limit));
    // those at work are free again before a larger part could be done: some parts wait for them
    int team = able.size() + (state.queue.size() == 0 ? state.pool.busy() : 0);
    int most = (int) Math.min(Math.min(wanted, Math.min(team, MOST_PARTS)), task.grains());
    if (able.size() < 2 || most < 2) {
      return Optional.empty();
    }
    // whole grains each: the last few may need one peer less
    int grainsEach = Math.ceilDiv(task.grains(), most);
    int parts = Math.ceilDiv(task.grains(), grainsEach);
    return Optional.of(new Cut(able.subList(0, Math.min(parts, able.size())), parts, grainsEach));
  }

  private boolean isIndivisible(OpenTask task) {
    return task.isSplit() || task.attempts() > 0 || task.grains() < 2;
  }

  /** Parts cost more than the whole, so a crowd with enough to do anyway does not split. */
  private boolean isCrowdBusy() {
    return 2 * state.pool.busy() > state.pool.size();
  }

  /** How long one peer may take: as configured, or less where the deadline is near. */
  private long limitNanos(OpenTask task) {
    if (state.policy.splitOverNanos() == 0) {
      return Long.MAX_VALUE;
    }
    long left = task.timeLeftNanos(state.now());
    return task.spec().fillsTime() && left != Long.MAX_VALUE
        ? (long) (MOST_OF_TIME_LEFT * left)
        : Math.min(state.policy.splitOverNanos(), (long) (SHARE_OF_TIME_LEFT * left));
  }

  private List<ConnectedPeer> able(OpenTask task) {
    Piece whole = task.whole();
    Demand demand = whole.demand().ofParts(task.spec().splitting().orElseThrow());
    List<ConnectedPeer> able = new ArrayList<>(MOST_PARTS);
    long slowest = 0;
    for (ConnectedPeer peer : chooser.pick(whole, demand, Circle.TRUSTED, MOST_PARTS)) {
      if (able.size() == MOST_PARTS) {
        break;
      }
      if (!peer.hasOddSignature() && chooser.isMeasured(whole, peer)) {
        long expected = expected(whole, peer);
        slowest = able.isEmpty() ? SLOWEST_TO_FASTEST * expected : slowest;
        if (expected <= slowest) {
          able.add(peer);
        }
      }
    }
    return able;
  }

  private long expected(Piece whole, ConnectedPeer peer) {
    return chooser.expectedNanos(whole, peer).orElse(Long.MAX_VALUE);
  }
}
