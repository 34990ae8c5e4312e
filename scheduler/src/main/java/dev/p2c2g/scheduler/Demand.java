package dev.p2c2g.scheduler;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a waiting piece asks of a peer. Pieces with equal demands suit the same peers, so of all
 * that wait with one demand only the first is ever looked at.
 */
final class Demand {
  private final CrowdEstimate crowd;
  private final Set<String> features;
  private final Set<String> triedPeers;
  private final Optional<String> onlyPeer;
  private int hash;
  private List<PeerClass> suited = List.of();
  private long suitedAsOf = Long.MIN_VALUE;

  Demand(CrowdEstimate crowd, Set<String> features, Optional<String> onlyPeer) {
    this(crowd, features, Set.of(), onlyPeer);
  }

  private Demand(
      CrowdEstimate crowd,
      Set<String> features,
      Set<String> triedPeers,
      Optional<String> onlyPeer) {
    this.crowd = crowd;
    this.features = features;
    this.triedPeers = triedPeers;
    this.onlyPeer = onlyPeer;
  }

  /** What a part of a task that asks for this asks for. */
  Demand ofParts(Splitting splitting) {
    return new Demand(crowd, with(features, splitting.feature()), Set.of(), onlyPeer);
  }

  /** The same after one more try. */
  Demand triedOn(String peerId) {
    if (triedPeers.contains(peerId)) {
      return this;
    }
    Demand next = new Demand(crowd, features, with(triedPeers, peerId), onlyPeer);
    next.suited(suited, suitedAsOf);
    return next;
  }

  private static Set<String> with(Set<String> some, String another) {
    if (some.isEmpty()) {
      return Set.of(another);
    }
    Set<String> all = new HashSet<>(some);
    all.add(another);
    return Set.copyOf(all);
  }

  /** The kind of task, and what such tasks take. */
  CrowdEstimate crowd() {
    return crowd;
  }

  String taskType() {
    return crowd.kind().taskType();
  }

  Set<String> features() {
    return features;
  }

  /** Peers the piece was already assigned to; avoided while another could do it. */
  Set<String> triedPeers() {
    return triedPeers;
  }

  /** The one peer that it is for; empty for anybody. */
  Optional<String> onlyPeer() {
    return onlyPeer;
  }

  boolean isRetry() {
    return !triedPeers.isEmpty();
  }

  /** The pool's own note of who could do it, to be trusted only as of the same version of it. */
  List<PeerClass> suited() {
    return suited;
  }

  long suitedAsOf() {
    return suitedAsOf;
  }

  void suited(List<PeerClass> classes, long asOf) {
    suited = classes;
    suitedAsOf = asOf;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Demand demand
            && crowd == demand.crowd
            && features.equals(demand.features)
            && triedPeers.equals(demand.triedPeers)
            && onlyPeer.equals(demand.onlyPeer));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = 31 * (31 * crowd.number() + features.hashCode()) + triedPeers.hashCode();
      hash = 31 * hash + onlyPeer.hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return crowd.kind() + " with " + features + ", tried on " + triedPeers;
  }
}
