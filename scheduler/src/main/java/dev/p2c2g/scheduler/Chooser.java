package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Choice.Considered;
import dev.p2c2g.scheduler.Choice.PassedOver;
import dev.p2c2g.scheduler.Choice.Reason;
import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.PeerPool.Circle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Finds the peers for a piece, and says why these. */
final class Chooser {
  /** So many peers of each class are compared exactly; the ranking picked them by approximation. */
  private static final int COMPARED = 4;

  private final CoreState state;

  /** What a free peer would take. */
  private record Cost(double nanos, ConnectedPeer peer) {
    static final Comparator<Cost> ORDER = Cost::compare;

    private static int compare(Cost a, Cost b) {
      int byNanos = Double.compare(a.nanos, b.nanos);
      return byNanos != 0 ? byNanos : Long.compare(a.peer.order(), b.peer.order());
    }
  }

  Chooser(CoreState state) {
    this.state = state;
  }

  /** Free peers for a piece, the one with the least expected completion first. */
  List<ConnectedPeer> pick(Piece piece) {
    Demand demand = piece.demand();
    return state.pool.anyFree(demand)
        ? pick(piece, demand, state.pool.circle(demand), COMPARED)
        : List.of();
  }

  /** For a second try beside a running one: nobody who has tried it. */
  List<ConnectedPeer> pickOthers(Piece piece) {
    Circle circle = state.pool.circle(piece.demand());
    return circle == Circle.ANYBODY ? List.of() : pick(piece, piece.demand(), circle, COMPARED);
  }

  /** Likewise, under another demand than its own. */
  List<ConnectedPeer> pick(Piece piece, Demand demand, Circle circle, int most) {
    List<ConnectedPeer> peers = state.pool.best(demand, circle, most, state.now());
    if (peers.size() < 2) {
      return peers;
    }
    List<Cost> costs = new ArrayList<>(peers.size());
    for (ConnectedPeer peer : peers) {
      costs.add(new Cost(state.forecast.costNanos(piece, peer, state.now()), peer));
    }
    costs.sort(Cost.ORDER);
    peers.clear();
    costs.forEach(cost -> peers.add(cost.peer()));
    return peers;
  }

  OptionalLong expectedNanos(Piece piece, ConnectedPeer peer) {
    return state.forecast.expectedNanos(piece, peer, state.now());
  }

  boolean isMeasured(Piece piece, ConnectedPeer peer) {
    return peer.estimate(piece.task().crowd(), state.now()).measured();
  }

  /** To be asked before the piece starts on the chosen peer. */
  Choice explain(Piece piece, ConnectedPeer chosen, List<ConnectedPeer> free, Why why) {
    Demand demand = piece.demand();
    List<Considered> considered = new ArrayList<>(free.size());
    considered.add(considered(piece, chosen));
    for (ConnectedPeer peer : free) {
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
