package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.PeerClass.Candidate;
import dev.p2c2g.scheduler.PeerClass.Offer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connected peers, and the choice among them. Peers are grouped by what they offer; a crowd has
 * few such groups, so a choice costs the number of groups times the logarithm of their size.
 */
final class PeerPool {
  private final Map<String, ConnectedPeer> peers = new LinkedHashMap<>();
  private final Map<Offer, PeerClass> classes = new LinkedHashMap<>();
  private long joined;
  private long lanes;

  int size() {
    return peers.size();
  }

  /** Lanes of all connected peers together. */
  long lanes() {
    return lanes;
  }

  List<ConnectedPeer> all() {
    return List.copyOf(peers.values());
  }

  Optional<ConnectedPeer> find(String peerId) {
    return Optional.ofNullable(peers.get(peerId));
  }

  ConnectedPeer join(String peerId, PeerProfile profile, long nowNanos) {
    ConnectedPeer peer = new ConnectedPeer(peerId, joined++, profile, nowNanos);
    peers.put(peerId, peer);
    lanes += profile.lanes();
    classes.computeIfAbsent(offer(peer), PeerClass::new).enter(peer);
    return peer;
  }

  void leave(ConnectedPeer peer) {
    PeerClass group = classOf(peer);
    group.exit(peer);
    if (group.isEmpty()) {
      classes.remove(group.offer());
    }
    peers.remove(peer.id());
    lanes -= peer.profile().lanes();
  }

  /** Runs a change of a connected peer's lanes, estimates or draining, and ranks it anew. */
  void update(ConnectedPeer peer, Runnable change) {
    PeerClass group = classOf(peer);
    group.unlist(peer);
    change.run();
    group.list(peer);
  }

  boolean anyFree() {
    return classes.values().stream().anyMatch(group -> group.freePeers() > 0);
  }

  int accepting() {
    return classes.values().stream().mapToInt(PeerClass::accepting).sum();
  }

  /** Whether a connected peer registered the type, draining or not. */
  boolean offersType(String taskType) {
    return classes.keySet().stream().anyMatch(offer -> offer.taskTypes().contains(taskType));
  }

  /** Whether a connected peer that takes new tasks could ever run it, now busy or not. */
  boolean couldRun(Demand demand) {
    return capable(demand) > 0;
  }

  /**
   * The free peer with the least expected completion. A peer that the task was tried on is chosen
   * only when every capable peer was tried: while an untried one is merely busy, the task waits.
   */
  Optional<ConnectedPeer> best(Demand demand) {
    Set<String> except = untriedExists(demand) ? demand.triedPeers() : Set.of();
    Optional<Candidate> best = Optional.empty();
    for (PeerClass group : classes.values()) {
      if (group.freePeers() > 0 && group.offer().meets(demand)) {
        Optional<Candidate> other = group.best(demand.taskType(), except);
        if (other.isPresent() && (best.isEmpty() || isSooner(other.get(), best.get()))) {
          best = other;
        }
      }
    }
    return best.map(Candidate::peer);
  }

  private static boolean isSooner(Candidate a, Candidate b) {
    return Candidate.ORDER.compare(a, b) < 0;
  }

  private boolean untriedExists(Demand demand) {
    long tried =
        demand.triedPeers().stream()
            .map(peers::get)
            .filter(p -> p != null && p.accepting() && offer(p).meets(demand))
            .count();
    return capable(demand) > tried;
  }

  private int capable(Demand demand) {
    int capable = 0;
    for (PeerClass group : classes.values()) {
      if (group.offer().meets(demand)) {
        capable += group.accepting();
      }
    }
    return capable;
  }

  private PeerClass classOf(ConnectedPeer peer) {
    PeerClass group = classes.get(offer(peer));
    if (group == null) {
      throw new IllegalStateException("peer " + peer.id() + " is not in the pool");
    }
    return group;
  }

  private static Offer offer(ConnectedPeer peer) {
    return new Offer(peer.profile().taskTypes(), peer.profile().features());
  }
}
