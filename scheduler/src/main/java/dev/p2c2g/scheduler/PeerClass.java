package dev.p2c2g.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The connected peers that offer the same task types and features. The free ones among them are
 * sorted per task type by expected completion, so the best is found without looking at the others.
 */
final class PeerClass {
  /** What peers of a class have in common. */
  record Offer(Set<String> taskTypes, Set<String> features) {
    boolean meets(Demand demand) {
      return taskTypes.contains(demand.taskType()) && features.containsAll(demand.features());
    }
  }

  /** A free peer at the rank it had when it was listed. */
  record Candidate(double rank, ConnectedPeer peer) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparingDouble(Candidate::rank).thenComparingLong(c -> c.peer().order());
  }

  private final Offer offer;
  private final Map<String, NavigableSet<Candidate>> free = new HashMap<>();
  private final Map<ConnectedPeer, Map<String, Candidate>> listed = new HashMap<>();
  private int members;
  private int accepting;

  PeerClass(Offer offer) {
    this.offer = offer;
    offer.taskTypes().forEach(type -> free.put(type, new TreeSet<>(Candidate.ORDER)));
  }

  Offer offer() {
    return offer;
  }

  boolean isEmpty() {
    return members == 0;
  }

  int accepting() {
    return accepting;
  }

  int freePeers() {
    return listed.size();
  }

  void enter(ConnectedPeer peer) {
    members++;
    list(peer);
  }

  void exit(ConnectedPeer peer) {
    unlist(peer);
    members--;
  }

  /** Counts the peer and, while it has a free lane, ranks it. */
  void list(ConnectedPeer peer) {
    if (peer.accepting()) {
      accepting++;
    }
    if (!peer.free()) {
      return;
    }
    Map<String, Candidate> candidates = HashMap.newHashMap(free.size());
    free.forEach((type, sorted) -> {
      Candidate candidate = new Candidate(peer.rank(type), peer);
      sorted.add(candidate);
      candidates.put(type, candidate);
    });
    listed.put(peer, candidates);
  }

  /** Undoes {@link #list}; to be called before anything about the peer changes. */
  void unlist(ConnectedPeer peer) {
    if (peer.accepting()) {
      accepting--;
    }
    Map<String, Candidate> candidates = listed.remove(peer);
    if (candidates != null) {
      candidates.forEach((type, candidate) -> sorted(type).remove(candidate));
    }
  }

  /** The free peer that would be done first, leaving out the given ids. */
  Optional<Candidate> best(String taskType, Set<String> except) {
    for (Candidate candidate : sorted(taskType)) {
      if (!except.contains(candidate.peer().id())) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private NavigableSet<Candidate> sorted(String taskType) {
    NavigableSet<Candidate> sorted = free.get(taskType);
    if (sorted == null) {
      throw new IllegalStateException("no task type " + taskType + " in " + offer);
    }
    return sorted;
  }
}
