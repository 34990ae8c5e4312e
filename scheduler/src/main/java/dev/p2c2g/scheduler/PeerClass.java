package dev.p2c2g.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The connected peers that offer the same task types and features. The free ones among them are
 * sorted per kind of task by expected completion, avoided ones last, so the best are found without
 * looking at the others.
 */
final class PeerClass {
  /** What peers of a class have in common. */
  record Offer(Set<String> taskTypes, Set<String> features) {
    boolean meets(Demand demand) {
      return taskTypes.contains(demand.taskType()) && features.containsAll(demand.features());
    }
  }

  /** Which free peers are looked for, and how many. */
  record Wanted(int most, boolean trustedOnly, Set<String> exceptIds) {}

  /** A free peer at the rank it had when it was listed. */
  private record Listed(boolean avoided, double rank, ConnectedPeer peer) {
    /** By hand, as are the other orders here: chains of comparators cost a step a tenth more. */
    static final Comparator<Listed> ORDER = Listed::compare;

    private static int compare(Listed a, Listed b) {
      if (a.avoided != b.avoided) {
        return a.avoided ? 1 : -1;
      }
      int byRank = Double.compare(a.rank, b.rank);
      return byRank != 0 ? byRank : Long.compare(a.peer.order(), b.peer.order());
    }
  }

  private final Offer offer;
  private final Map<Kind, Ranking> rankings = new HashMap<>();
  private final Set<ConnectedPeer> free = new LinkedHashSet<>();
  private int members;
  private int inService;
  private int available;
  private int trusted;

  PeerClass(Offer offer) {
    this.offer = offer;
  }

  Offer offer() {
    return offer;
  }

  boolean isEmpty() {
    return members == 0;
  }

  int inService() {
    return inService;
  }

  int available() {
    return available;
  }

  int trusted() {
    return trusted;
  }

  int freePeers() {
    return free.size();
  }

  void enter(ConnectedPeer peer, long nowNanos) {
    members++;
    list(peer, nowNanos);
  }

  void exit(ConnectedPeer peer) {
    unlist(peer);
    members--;
  }

  /** Counts the peer and, while it has room, ranks it. */
  void list(ConnectedPeer peer, long nowNanos) {
    count(peer, 1);
    if (peer.free()) {
      free.add(peer);
      rankings.values().forEach(ranking -> ranking.add(peer, nowNanos));
    }
  }

  /** Undoes {@link #list}; to be called before anything about the peer changes. */
  void unlist(ConnectedPeer peer) {
    count(peer, -1);
    if (free.remove(peer)) {
      rankings.values().forEach(ranking -> ranking.remove(peer));
    }
  }

  /** Collects the free peers that would be done first, at most so many. */
  void best(Kind kind, Wanted wanted, long nowNanos, List<ConnectedPeer> into) {
    int missing = wanted.most();
    for (Listed listed : ranking(kind, nowNanos).sorted) {
      if (missing == 0 || (wanted.trustedOnly() && listed.avoided())) {
        return;
      }
      if (!wanted.exceptIds().contains(listed.peer().id())) {
        into.add(listed.peer());
        missing--;
      }
    }
  }

  private void count(ConnectedPeer peer, int one) {
    inService += peer.staysInService() ? one : 0;
    available += peer.available() ? one : 0;
    trusted += peer.trusted() ? one : 0;
  }

  /** Kinds are ranked from the first time they are asked for. */
  private Ranking ranking(Kind kind, long nowNanos) {
    Ranking known = rankings.get(kind);
    if (known != null) {
      return known;
    }
    Ranking ranking = new Ranking(kind);
    rankings.put(kind, ranking);
    free.forEach(peer -> ranking.add(peer, nowNanos));
    return ranking;
  }

  /** The free peers in the order in which they would be done with a task of one kind. */
  private static final class Ranking {
    private final Kind kind;
    private final NavigableSet<Listed> sorted = new TreeSet<>(Listed.ORDER);
    private final Map<ConnectedPeer, Listed> places = new HashMap<>();

    Ranking(Kind kind) {
      this.kind = kind;
    }

    void add(ConnectedPeer peer, long nowNanos) {
      Listed listed = new Listed(peer.isAvoided(), peer.rank(kind, nowNanos), peer);
      sorted.add(listed);
      places.put(peer, listed);
    }

    void remove(ConnectedPeer peer) {
      Listed listed = places.remove(peer);
      if (listed != null) {
        sorted.remove(listed);
      }
    }
  }
}
