package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Choice.Considered;
import dev.p2c2g.scheduler.Choice.PassedOver;
import dev.p2c2g.scheduler.Choice.Reason;
import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.PeerPool.Circle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the peers for a piece, and says why these. */
final class Chooser {
  /** So many peers of each class are compared exactly; the ranking picked them by approximation. */
  private static final int COMPARED = 4;

  private final CoreState state;

  /** Free peers for a piece, the one with the least expected completion first. */
  record Picks(Circle circle, List<ConnectedPeer> peers) {
    Optional<ConnectedPeer> first() {
      return peers.isEmpty() ? Optional.empty() : Optional.of(peers.getFirst());
    }
  }

  Chooser(CoreState state) {
    this.state = state;
  }

  Picks pick(Piece piece) {
    return pick(piece, state.pool.circle(piece.demand()), COMPARED);
  }

  /** For a second try beside a running one: nobody who has tried it. */
  Optional<ConnectedPeer> pickAnother(Piece piece) {
    Circle circle = state.pool.circle(piece.demand());
    return circle == Circle.ANYBODY ? Optional.empty() : pick(piece, circle, COMPARED).first();
  }

  private Picks pick(Piece piece, Circle circle, int most) {
    return pick(piece, piece.demand(), circle, most);
  }

  /** Free peers for a piece under another demand than its own. */
  Picks pick(Piece piece, Demand demand, Circle circle, int most) {
    List<ConnectedPeer> peers = state.pool.best(demand, circle, most, state.now());
    if (peers.size() > 1) {
      record Cost(double nanos, ConnectedPeer peer) {}
      peers =
          peers.stream()
              .map(peer -> new Cost(state.forecast.costNanos(piece, peer, state.now()), peer))
              .sorted(
                  Comparator.comparingDouble(Cost::nanos)
                      .thenComparingLong(cost -> cost.peer().order()))
              .map(Cost::peer)
              .toList();
    }
    return new Picks(circle, peers);
  }

  OptionalLong expectedNanos(Piece piece, ConnectedPeer peer) {
    return state.forecast.expectedNanos(piece, peer, state.now());
  }

  boolean isMeasured(Piece piece, ConnectedPeer peer) {
    return peer.estimate(piece.demand().kind(), state.now()).measured();
  }

  /** To be asked before the piece starts on the chosen peer. */
  Choice explain(Piece piece, ConnectedPeer chosen, Why why) {
    Demand demand = piece.demand();
    List<Considered> considered = new ArrayList<>(COMPARED + 1);
    considered.add(considered(piece, chosen));
    for (ConnectedPeer peer : pick(piece).peers()) {
      if (peer != chosen) {
        considered.add(considered(piece, peer));
      }
    }
    List<PassedOver> passedOver =
        state.pool.size() > Choice.SMALL_CROWD
            ? List.of()
            : state.pool.all().stream()
                .filter(peer -> considered.stream().noneMatch(c -> c.peerId().equals(peer.id())))
                .map(peer -> new PassedOver(peer.id(), reason(demand, peer)))
                .toList();
    return new Choice(why, considered, passedOver, state.pool.capable(demand));
  }

  private Considered considered(Piece piece, ConnectedPeer peer) {
    return new Considered(
        peer.id(),
        expectedNanos(piece, peer),
        isMeasured(piece, peer),
        peer.load(),
        peer.profile().lanes());
  }

  private static Reason reason(Demand demand, ConnectedPeer peer) {
    if (!PeerPool.canDo(peer, demand)) {
      return Reason.LACKS_TYPE_OR_FEATURE;
    } else if (peer.isPaused()) {
      return Reason.PAUSED_BY_ITS_OWNER;
    } else if (!peer.staysInService()) {
      return Reason.DRAINING;
    } else if (peer.isSuspected()) {
      return Reason.SILENT;
    } else if (PeerPool.isTried(demand, peer)) {
      return Reason.TRIED_BEFORE;
    } else if (!peer.free()) {
      return Reason.BUSY;
    }
    return peer.isAvoided() ? Reason.AVOIDED_AFTER_FAILURES : Reason.EXPECTED_LATER;
  }
}
