package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Choice.Considered;
import dev.p2c2g.scheduler.Choice.PassedOver;
import dev.p2c2g.scheduler.Choice.Reason;
import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.PeerPool.Circle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Finds the peers for a piece, and says why these. */
final class Chooser {
  /** So many peers of each class are compared exactly; the ranking picked them by approximation. */
  private static final int COMPARED = 4;

  private final CoreState state;

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
    double[] costs = new double[peers.size()];
    for (int i = 0; i < costs.length; i++) {
      insert(peers, costs, i, state.forecast.costNanos(piece, peers.get(i), state.now()));
    }
    return peers;
  }

  /** Moves a peer forward to its place among those before it, which are in order. */
  private static void insert(List<ConnectedPeer> peers, double[] costs, int from, double nanos) {
    ConnectedPeer peer = peers.get(from);
    int place = from;
    while (place > 0 && isBefore(nanos, peer, costs[place - 1], peers.get(place - 1))) {
      costs[place] = costs[place - 1];
      peers.set(place, peers.get(place - 1));
      place--;
    }
    costs[place] = nanos;
    peers.set(place, peer);
  }

  private static boolean isBefore(
      double nanos, ConnectedPeer peer, double otherNanos, ConnectedPeer other) {
    int byNanos = Double.compare(nanos, otherNanos);
    return byNanos < 0 || (byNanos == 0 && peer.order() < other.order());
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
    } else if (peer.isSetApart()) {
      return Reason.DOUBTED;
    } else if (!peer.staysInService()) {
      return Reason.DRAINING;
    } else if (peer.isSuspected()) {
      return Reason.SILENT;
    } else if (PeerPool.isTried(demand, peer)) {
      return Reason.TRIED_BEFORE;
    } else if (!peer.free()) {
      return Reason.BUSY;
    }
    if (peer.isDoubted()) {
      return Reason.DOUBTED;
    }
    return peer.isAvoided() ? Reason.AVOIDED_AFTER_FAILURES : Reason.EXPECTED_LATER;
  }
}
