package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Ranking.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The connected peers, and the choice among them. Peers are grouped by what they offer; a crowd has
 * few such groups, so a choice costs the number of groups times the logarithm of their size.
 */
final class PeerPool {
  /** Whom a piece may go to, best first: the next ones count only while nobody of these exists. */
  enum Circle {
    /** Untried on this piece, and not avoided. */
    TRUSTED,
    /** Untried on this piece. */
    UNTRIED,
    /** Anybody available. */
    ANYBODY
  }

  private final Map<String, ConnectedPeer> peers = new LinkedHashMap<>();
  private final Map<Offer, PeerClass> classes = new LinkedHashMap<>();
  private final Standing.Memory gone = new Standing.Memory();
  private long joined;
  private long lanes;
  private int busy;

  /** Free ones that lied: only tasks that are for one of them alone can go there. */
  private int freeThoughSetApart;

  /** Counts how often a class came or went. */
  private long version;

  int size() {
    return peers.size();
  }

  /** Lanes of all connected peers together. */
  long lanes() {
    return lanes;
  }

  /** Peers that hold work. */
  int busy() {
    return busy;
  }

  Collection<ConnectedPeer> all() {
    return peers.values();
  }

  Optional<ConnectedPeer> find(String peerId) {
    return Optional.ofNullable(peers.get(peerId));
  }

  ConnectedPeer join(String peerId, PeerProfile profile, long nowNanos) {
    Standing standing = Optional.ofNullable(gone.remove(peerId)).orElseGet(Standing::new);
    PeerClass group = classFor(new Offer(profile.taskTypes(), profile.features()));
    ConnectedPeer peer = new ConnectedPeer(peerId, joined++, profile, group, standing, nowNanos);
    peers.put(peerId, peer);
    lanes += profile.lanes();
    group.enter(peer, nowNanos);
    return peer;
  }

  void leave(ConnectedPeer peer) {
    PeerClass group = peer.group();
    group.exit(peer);
    if (group.isEmpty()) {
      classes.remove(group.offer());
      version++;
    }
    peers.remove(peer.id());
    gone.put(peer.id(), peer.standing());
    lanes -= peer.profile().lanes();
    busy -= peer.isBusy() ? 1 : 0;
    freeThoughSetApart -= peer.freeThoughSetApart() ? 1 : 0;
  }

  /** Runs a change of a connected peer's lanes, estimates or state, and ranks it anew. */
  void update(ConnectedPeer peer, long nowNanos, Runnable change) {
    PeerClass group = peer.group();
    group.unlist(peer);
    busy -= peer.isBusy() ? 1 : 0;
    freeThoughSetApart -= peer.freeThoughSetApart() ? 1 : 0;
    change.run();
    busy += peer.isBusy() ? 1 : 0;
    freeThoughSetApart += peer.freeThoughSetApart() ? 1 : 0;
    group.list(peer, nowNanos);
  }

  boolean anyFree() {
    for (PeerClass group : classes.values()) {
      if (group.freePeers() > 0) {
        return true;
      }
    }
    return freeThoughSetApart > 0;
  }

  /** Peers that take new tasks, now or when they are heard again. */
  int inService() {
    return classes.values().stream().mapToInt(PeerClass::inService).sum();
  }

  /** Whether a connected peer registered the type, draining or not. */
  boolean offersType(String taskType) {
    return classes.keySet().stream().anyMatch(offer -> offer.taskTypes().contains(taskType));
  }

  /** What the peers in service take. */
  List<Offer> offers() {
    return classes.values().stream()
        .filter(group -> group.inService() > 0)
        .map(PeerClass::offer)
        .toList();
  }

  /** Connected peers that take new tasks and could run it, now busy or not. */
  int capable(Demand demand) {
    if (demand.onlyPeer().isPresent()) {
      return only(demand).filter(ConnectedPeer::takesItsOwn).isPresent() ? 1 : 0;
    }
    return count(demand, PeerClass::inService);
  }

  /**
   * The circle a piece belongs to. While a peer of it is merely busy, the piece waits rather than
   * going to somebody worse.
   */
  Circle circle(Demand demand) {
    if (demand.onlyPeer().isPresent()) {
      return Circle.ANYBODY;
    }
    if (count(demand, PeerClass::trusted) > tried(demand, ConnectedPeer::trusted)) {
      return Circle.TRUSTED;
    }
    return count(demand, PeerClass::available) > tried(demand, ConnectedPeer::available)
        ? Circle.UNTRIED
        : Circle.ANYBODY;
  }

  /** The free peers of the circle that are expected to be done first, at most so many a class. */
  List<ConnectedPeer> best(Demand demand, Circle circle, int most, long nowNanos) {
    List<ConnectedPeer> best = new ArrayList<>(most);
    if (demand.onlyPeer().isPresent()) {
      only(demand).filter(ConnectedPeer::freeForItsOwn).ifPresent(best::add);
      return best;
    }
    Set<String> except = circle == Circle.ANYBODY ? Set.of() : demand.triedPeers();
    Wanted wanted = new Wanted(most, circle == Circle.TRUSTED, except);
    for (PeerClass group : suited(demand)) {
      if (group.freePeers() > 0) {
        group.best(demand.crowd(), wanted, nowNanos, best);
      }
    }
    return best;
  }

  /** Whether a peer that could do it is free, tried or not. */
  boolean anyFree(Demand demand) {
    if (demand.onlyPeer().isPresent()) {
      return only(demand).filter(ConnectedPeer::freeForItsOwn).isPresent();
    }
    for (PeerClass group : suited(demand)) {
      if (group.freePeers() > 0) {
        return true;
      }
    }
    return false;
  }

  static boolean isTried(Demand demand, ConnectedPeer peer) {
    return demand.isRetry() && demand.triedPeers().contains(peer.id());
  }

  static boolean canDo(ConnectedPeer peer, Demand demand) {
    return peer.group().offer().meets(demand);
  }

  /** The one peer that it is for, where that is here and could do it. */
  private Optional<ConnectedPeer> only(Demand demand) {
    return demand.onlyPeer().flatMap(this::find).filter(peer -> canDo(peer, demand));
  }

  private int tried(Demand demand, Predicate<ConnectedPeer> that) {
    int tried = 0;
    for (String peerId : demand.triedPeers()) {
      ConnectedPeer peer = peers.get(peerId);
      if (peer != null && that.test(peer) && canDo(peer, demand)) {
        tried++;
      }
    }
    return tried;
  }

  private int count(Demand demand, ToIntFunction<PeerClass> what) {
    int count = 0;
    for (PeerClass group : suited(demand)) {
      count += what.applyAsInt(group);
    }
    return count;
  }

  /** The classes that could do it; found once for each demand, while no class comes or goes. */
  private List<PeerClass> suited(Demand demand) {
    if (demand.suitedAsOf() != version) {
      List<PeerClass> suited = new ArrayList<>(classes.size());
      for (PeerClass group : classes.values()) {
        if (group.offer().meets(demand)) {
          suited.add(group);
        }
      }
      demand.suited(suited, version);
    }
    return demand.suited();
  }

  private PeerClass classFor(Offer offer) {
    PeerClass known = classes.get(offer);
    if (known != null) {
      return known;
    }
    PeerClass group = new PeerClass(offer);
    classes.put(offer, group);
    version++;
    return group;
  }
}
