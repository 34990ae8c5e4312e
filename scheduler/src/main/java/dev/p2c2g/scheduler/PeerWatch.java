package dev.p2c2g.scheduler;

/**
 * Notices silence. An idle peer has its heartbeats; one that holds work is asked after a few
 * milliseconds of silence, suspected when the answer is later than its answers ever are, and
 * relieved of its work when it stays silent.
 *
 * <p>One timer a peer. It is not moved with every sign of life, so it may be early.
 */
final class PeerWatch {
  /** Bounds all probes and timers of a large crowd: at most 20,000 a second. */
  private static final long SHARE_OF_A_BUSY_PEER_NANOS = 50_000;

  private static final int TIMES_PATIENCE_TO_STALL = 4;

  private final CoreState state;

  PeerWatch(CoreState state) {
    this.state = state;
  }

  /** Brings the peer's timer forward to what is due first. */
  void arm(ConnectedPeer peer) {
    long next = nextNanos(peer);
    if (next < state.timers.atNanos(peer)) {
      state.timers.set(peer, next);
    }
  }

  boolean isDead(ConnectedPeer peer) {
    return now() - peer.vitals().spokeNanos() >= state.limits.heartbeatTimeoutNanos();
  }

  boolean shouldProbe(ConnectedPeer peer) {
    return peer.isBusy()
        && !peer.vitals().owesAnAnswer()
        && peer.vitals().probeAtNanos(intervalNanos()) <= now();
  }

  boolean shouldSuspect(ConnectedPeer peer) {
    return canBeSuspected(peer)
        && !peer.isSuspected()
        && peer.vitals().lateNanos(now()) >= suspectAfterNanos(peer);
  }

  boolean shouldRelieve(ConnectedPeer peer) {
    return canBeSuspected(peer)
        && peer.isSuspected()
        && peer.vitals().lateNanos(now()) >= relieveAfterNanos(peer);
  }

  private long nextNanos(ConnectedPeer peer) {
    Vitals vitals = peer.vitals();
    long next =
        Math.min(
            Timers.after(vitals.spokeNanos(), state.limits.heartbeatTimeoutNanos()),
            peer.conduct().avoidedUntilNanos(now()));
    if (!peer.isBusy()) {
      return next;
    }
    if (!vitals.owesAnAnswer()) {
      return Math.min(next, vitals.probeAtNanos(intervalNanos()));
    }
    if (!canBeSuspected(peer)) {
      return next;
    }
    long patience = peer.isSuspected() ? relieveAfterNanos(peer) : suspectAfterNanos(peer);
    return Math.min(next, vitals.lateAtNanos(patience));
  }

  /** Of a peer that never answers probes, silence says nothing. */
  private static boolean canBeSuspected(ConnectedPeer peer) {
    return peer.isBusy() && peer.vitals().owesAnAnswer() && peer.link().answersProbes();
  }

  private long suspectAfterNanos(ConnectedPeer peer) {
    long ordinary = peer.link().patienceNanos();
    return Math.max(state.policy.suspectNanos(), ordinary) + transferNanos(peer);
  }

  private long relieveAfterNanos(ConnectedPeer peer) {
    long ordinary = peer.link().patienceNanos();
    return Math.max(state.policy.stallNanos(), TIMES_PATIENCE_TO_STALL * ordinary)
        + transferNanos(peer);
  }

  /** An answer may have to wait for payloads that are on the same way. */
  private long transferNanos(ConnectedPeer peer) {
    long longest = 0;
    for (Piece piece : peer.inFlight()) {
      longest = Math.max(longest, state.forecast.transferNanos(piece, peer));
    }
    return longest;
  }

  private long intervalNanos() {
    return Math.max(state.policy.probeNanos(), state.pool.busy() * SHARE_OF_A_BUSY_PEER_NANOS);
  }

  private long now() {
    return state.now();
  }
}
