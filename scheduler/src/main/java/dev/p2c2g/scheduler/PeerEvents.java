package dev.p2c2g.scheduler;

/** What happens to peers: joining, signs of life, draining, leaving, falling silent. */
final class PeerEvents {
  private final CoreState state;
  private final Outcomes outcomes;

  PeerEvents(CoreState state, Outcomes outcomes) {
    this.state = state;
    this.outcomes = outcomes;
  }

  void join(String peerId, PeerProfile profile) {
    leave(peerId, "replaced by a new connection");
    if (state.pool.size() >= state.limits.maxPeers()) {
      String message = state.limits.maxPeers() + " peers are connected; no more are allowed";
      state.emit(new Command.RejectPeer(peerId, message));
      return;
    }
    armTimer(state.pool.join(peerId, profile, state.now()));
    state.placeAfterStep();
  }

  void leave(String peerId, String reason) {
    state.pool.find(peerId).ifPresent(peer -> remove(peer, "peer " + peerId + " left: " + reason));
  }

  void seen(String peerId, double load) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          peer.seen(state.now());
          peer.reportLoad(load);
        });
  }

  void drain(String peerId) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          peer.seen(state.now());
          state.pool.update(peer, peer::drain);
          // tasks that waited for this untried peer may now take one that was tried
          state.placeAfterStep();
          if (peer.becameDrained()) {
            state.emit(new Command.PeerDrained(peerId));
          }
        });
  }

  /** The peer's timer is due. It is not moved with every sign of life, so it may be early. */
  void checkAlive(ConnectedPeer peer) {
    long silentNanos = state.now() - peer.lastSeenNanos();
    if (silentNanos < state.limits.heartbeatTimeoutNanos()) {
      armTimer(peer);
      return;
    }
    String reason = "silent for " + silentNanos / 1_000_000 + " ms";
    state.emit(new Command.EvictPeer(peer.id(), reason));
    remove(peer, "peer " + peer.id() + " was evicted: " + reason);
  }

  private void remove(ConnectedPeer peer, String why) {
    state.timers.clear(peer);
    state.pool.leave(peer);
    for (OpenTask task : peer.inFlight()) {
      task.orphan();
      outcomes.retry(task, why);
    }
    state.placeAfterStep();
  }

  private void armTimer(ConnectedPeer peer) {
    state.timers.set(
        peer, Timers.after(peer.lastSeenNanos(), state.limits.heartbeatTimeoutNanos()));
  }
}
