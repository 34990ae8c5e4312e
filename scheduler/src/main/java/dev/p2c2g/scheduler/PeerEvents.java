package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Event.Doubt;
import java.util.List;

/** What happens to peers: joining, signs of life, draining, pausing, leaving, falling silent. */
final class PeerEvents {
  private final CoreState state;
  private final Placement placement;
  private final Outcomes outcomes;
  private final Hedging hedging;
  private final PeerWatch watch;

  PeerEvents(
      CoreState state, Placement placement, Outcomes outcomes, Hedging hedging, PeerWatch watch) {
    this.state = state;
    this.placement = placement;
    this.outcomes = outcomes;
    this.hedging = hedging;
    this.watch = watch;
  }

  void join(String peerId, PeerProfile profile) {
    leave(peerId, "replaced by a new connection");
    if (state.pool.size() >= state.limits.maxPeers()) {
      String message = state.limits.maxPeers() + " peers are connected; no more are allowed";
      state.emit(new Command.RejectPeer(peerId, message));
      return;
    }
    watch.arm(state.pool.join(peerId, profile, state.now()));
    // whether it answers probes, and how fast, is best known before it matters
    state.emit(new Command.Probe(peerId));
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
          heard(peer);
          peer.reportLoad(load);
        });
  }

  /** A message of a peer that may be connected. */
  void heard(String peerId) {
    state.pool.find(peerId).ifPresent(this::heard);
  }

  void answered(String peerId, long roundTripNanos) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          peer.link().probed(Math.max(0, roundTripNanos));
          showedLife(peer);
        });
  }

  void stirred(String peerId) {
    state.pool.find(peerId).ifPresent(this::showedLife);
  }

  void drain(String peerId) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          heard(peer);
          state.pool.update(peer, state.now(), peer::drain);
          // tasks that waited for this untried peer may now take one that was tried
          state.placeAfterStep();
          if (peer.becameDrained()) {
            state.emit(new Command.PeerDrained(peerId));
          }
        });
  }

  void pause(String peerId, String reason) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          heard(peer);
          state.pool.update(peer, state.now(), () -> peer.pause(true));
          state.placeAfterStep();
          List<Piece> pieces = List.copyOf(peer.inFlight());
          state.counts.handedBack += pieces.size();
          pieces.forEach(piece -> placement.release(piece, piece.runningOn(peer).orElseThrow()));
          lost(pieces, "peer " + peerId + " handed it back: " + reason);
        });
  }

  void resume(String peerId) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          heard(peer);
          state.pool.update(peer, state.now(), () -> peer.pause(false));
          state.placeAfterStep();
        });
  }

  void doubt(String peerId, Doubt doubt) {
    state
        .pool
        .find(peerId)
        .ifPresent(peer -> {
          state.pool.update(
              peer,
              state.now(),
              () -> {
                peer.doubt(doubt);
                peer.judge(state.now());
              });
          state.placeAfterStep();
        });
  }

  /** Nobody could be heard for so long, so nobody was silent then. */
  void stoodStill(long nanos) {
    state.pool.all().forEach(peer -> peer.vitals().excuse(nanos, state.now()));
  }

  /** The peer's timer is due. */
  void check(ConnectedPeer peer) {
    if (watch.isDead(peer)) {
      evict(peer);
      return;
    }
    if (!peer.isJudgedAsOf(state.now())) {
      state.pool.update(peer, state.now(), () -> peer.judge(state.now()));
      state.placeAfterStep();
    }
    if (watch.shouldProbe(peer)) {
      peer.vitals().probed(state.now());
      state.emit(new Command.Probe(peer.id()));
    } else if (watch.shouldSuspect(peer)) {
      suspect(peer);
    } else if (watch.shouldRelieve(peer)) {
      relieve(peer);
    }
    watch.arm(peer);
  }

  private void suspect(ConnectedPeer peer) {
    state.counts.suspicions++;
    state.pool.update(peer, state.now(), () -> peer.suspect(true));
    state.emit(new Command.PeerSuspected(peer.id(), peer.vitals().silentNanos(state.now())));
    hedging.rescue(peer);
    // tasks that waited for this peer may now take one that was tried
    state.placeAfterStep();
  }

  /** What it holds is done by others; it stays suspected until it is heard. */
  private void relieve(ConnectedPeer peer) {
    state.counts.stalls++;
    long silentMs = peer.vitals().silentNanos(state.now()) / 1_000_000;
    peer.conduct().failed(state.now());
    List<Piece> pieces = List.copyOf(peer.inFlight());
    pieces.forEach(piece -> placement.orphan(piece, piece.runningOn(peer).orElseThrow()));
    lost(pieces, "peer %s was silent for %d ms".formatted(peer.id(), silentMs));
  }

  private void heard(ConnectedPeer peer) {
    peer.vitals().spoke(state.now());
    showedLife(peer);
  }

  private void showedLife(ConnectedPeer peer) {
    peer.vitals().stirred(state.now());
    if (peer.isSuspected()) {
      state.pool.update(peer, state.now(), () -> peer.suspect(false));
      state.placeAfterStep();
    }
    if (peer.isBusy()) {
      watch.arm(peer);
    }
  }

  private void evict(ConnectedPeer peer) {
    long silentMs = (state.now() - peer.vitals().spokeNanos()) / 1_000_000;
    String reason = "silent for " + silentMs + " ms";
    state.emit(new Command.EvictPeer(peer.id(), reason));
    remove(peer, "peer " + peer.id() + " was evicted: " + reason);
  }

  private void remove(ConnectedPeer peer, String why) {
    state.timers.clear(peer);
    state.pool.leave(peer);
    if (peer.isBusy()) {
      peer.conduct().failed(state.now());
    }
    List<Piece> pieces = List.copyOf(peer.inFlight());
    for (Piece piece : pieces) {
      piece.orphan(piece.runningOn(peer).orElseThrow());
      piece.blame(peer);
    }
    lost(pieces, why);
    state.placeAfterStep();
  }

  /**
   * Only when no attempt on the peer is left: what this does to a task reaches its other parts,
   * some of which the same peer may have held. The end of one part may be the end of the task.
   */
  private void lost(List<Piece> pieces, String why) {
    for (Piece piece : pieces) {
      if (outcomes.isOpen(piece.task())) {
        outcomes.lost(piece, why);
      }
    }
  }
}
