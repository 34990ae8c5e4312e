package dev.p2c2g.scheduler;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The free peers of a class in the order in which they would be done with a task of one kind,
 * avoided ones last.
 *
 * <p>A binary heap in arrays: only the first few are ever asked for, while every attempt moves a
 * peer twice. A peer knows its place in each ranking of its class.
 */
final class Ranking {
  private final CrowdEstimate kind;
  private final int index;
  private ConnectedPeer[] peers = new ConnectedPeer[16];
  private double[] ranks = new double[16];
  private boolean[] avoided = new boolean[16];
  private int size;

  /** Which free peers are looked for, and how many. */
  record Wanted(int most, boolean trustedOnly, Set<String> exceptIds) {}

  /**
   * @param index among the rankings of its class
   */
  Ranking(CrowdEstimate kind, int index) {
    this.kind = kind;
    this.index = index;
  }

  /** Takes a free peer in, or moves it to where it belongs now. */
  void put(ConnectedPeer peer, long nowNanos) {
    double rank = peer.rank(kind, nowNanos);
    boolean isAvoided = peer.isAvoided();
    int place = peer.places().at(index);
    if (place == Places.NOWHERE) {
      if (size == peers.length) {
        grow();
      }
      up(size++, peer, rank, isAvoided);
    } else {
      up(down(place, peer, rank, isAvoided), peer, rank, isAvoided);
    }
  }

  void remove(ConnectedPeer peer) {
    int hole = peer.places().at(index);
    if (hole == Places.NOWHERE) {
      return;
    }
    peer.places().set(index, Places.NOWHERE);
    size--;
    if (hole < size) {
      // the last one fills the hole, and goes up or down from there
      ConnectedPeer moved = peers[size];
      double rank = ranks[size];
      boolean isAvoided = avoided[size];
      up(down(hole, moved, rank, isAvoided), moved, rank, isAvoided);
    }
    // who is gone must not be kept alive by an unused place
    peers[size] = peers[0];
  }

  /** Collects the free peers that would be done first, at most so many. */
  void best(Wanted wanted, List<ConnectedPeer> into) {
    int missing = wanted.most();
    // whose parents were all taken: the next one is the first of these
    int[] next = new int[missing + wanted.exceptIds().size() + 2];
    int count = size == 0 ? 0 : 1;
    while (missing > 0 && count > 0) {
      int first = first(next, count);
      int place = next[first];
      if (wanted.trustedOnly() && avoided[place]) {
        return;
      }
      if (!wanted.exceptIds().contains(peers[place].id())) {
        into.add(peers[place]);
        missing--;
      }
      int child = 2 * place + 1;
      if (child < size) {
        next[first] = child;
        if (child + 1 < size) {
          next[count++] = child + 1;
        }
      } else {
        next[first] = next[--count];
      }
    }
  }

  private int first(int[] places, int count) {
    int first = 0;
    for (int i = 1; i < count; i++) {
      int place = places[first];
      if (isBefore(places[i], peers[place], ranks[place], avoided[place])) {
        first = i;
      }
    }
    return first;
  }

  /** Moves the later ones above the hole down into it, and puts the peer where it belongs. */
  private void up(int hole, ConnectedPeer peer, double rank, boolean isAvoided) {
    int place = hole;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (isBefore(parent, peer, rank, isAvoided)) {
        break;
      }
      move(parent, place);
      place = parent;
    }
    peers[place] = peer;
    ranks[place] = rank;
    avoided[place] = isAvoided;
    peer.places().set(index, place);
  }

  /** Moves the earlier ones below the hole up into it; gives where the hole is then. */
  private int down(int hole, ConnectedPeer peer, double rank, boolean isAvoided) {
    int place = hole;
    while (true) {
      int child = 2 * place + 1;
      if (child >= size) {
        return place;
      }
      if (child + 1 < size && isBefore(child + 1, peers[child], ranks[child], avoided[child])) {
        child++;
      }
      if (!isBefore(child, peer, rank, isAvoided)) {
        return place;
      }
      move(child, place);
      place = child;
    }
  }

  /** Whether the one at a place comes before this one; no two are alike. */
  private boolean isBefore(int place, ConnectedPeer peer, double rank, boolean isAvoided) {
    if (avoided[place] != isAvoided) {
      return isAvoided;
    }
    if (ranks[place] == rank) {
      return peers[place].order() < peer.order();
    }
    return ranks[place] < rank;
  }

  private void move(int from, int to) {
    peers[to] = peers[from];
    ranks[to] = ranks[from];
    avoided[to] = avoided[from];
    peers[to].places().set(index, to);
  }

  private void grow() {
    peers = Arrays.copyOf(peers, 2 * size);
    ranks = Arrays.copyOf(ranks, 2 * size);
    avoided = Arrays.copyOf(avoided, 2 * size);
  }
}
