package dev.p2c2g.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connected peers that offer the same task types and features. The free ones among them are
 * ranked per kind of task by expected completion, avoided ones last, so the best are found without
 * looking at the others.
 */
final class PeerClass {
  private final Offer offer;
  private final List<Ranking> rankings = new ArrayList<>();
  private final Set<ConnectedPeer> members = new LinkedHashSet<>();

  /** The rankings again, by the number of the kind. */
  private @Nullable Ranking[] byNumber = new Ranking[4];

  private int free;
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
    return members.isEmpty();
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
    return free;
  }

  void enter(ConnectedPeer peer, long nowNanos) {
    members.add(peer);
    list(peer, nowNanos);
  }

  void exit(ConnectedPeer peer) {
    unlist(peer);
    dismiss(peer);
    members.remove(peer);
  }

  /** Counts the peer and, while it has room, ranks it. */
  void list(ConnectedPeer peer, long nowNanos) {
    count(peer, 1);
    if (peer.free()) {
      free += peer.listed() ? 0 : 1;
      peer.listed(true);
      for (int i = 0; i < rankings.size(); i++) {
        rankings.get(i).put(peer, nowNanos);
      }
    } else {
      dismiss(peer);
    }
  }

  /**
   * To be called before anything about the peer changes, and {@link #list} after it; in between the
   * peer still has its old place in the rankings.
   */
  void unlist(ConnectedPeer peer) {
    count(peer, -1);
  }

  /** Collects the free peers that would be done first, at most so many. */
  void best(CrowdEstimate kind, Ranking.Wanted wanted, long nowNanos, List<ConnectedPeer> into) {
    ranking(kind, nowNanos).best(wanted, into);
  }

  private void dismiss(ConnectedPeer peer) {
    if (peer.listed()) {
      free--;
      peer.listed(false);
      rankings.forEach(ranking -> ranking.remove(peer));
    }
  }

  private void count(ConnectedPeer peer, int one) {
    inService += peer.staysInService() ? one : 0;
    available += peer.available() ? one : 0;
    trusted += peer.trusted() ? one : 0;
  }

  /** Kinds are ranked from the first time they are asked for. */
  private Ranking ranking(CrowdEstimate kind, long nowNanos) {
    int number = kind.number();
    Ranking known = number < byNumber.length ? byNumber[number] : null;
    return known != null ? known : first(kind, nowNanos);
  }

  private Ranking first(CrowdEstimate kind, long nowNanos) {
    Ranking ranking = new Ranking(kind, rankings.size());
    rankings.add(ranking);
    int number = kind.number();
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
    }
    byNumber[number] = ranking;
    for (ConnectedPeer peer : members) {
      if (peer.listed()) {
        ranking.put(peer, nowNanos);
      }
    }
    return ranking;
  }
}
