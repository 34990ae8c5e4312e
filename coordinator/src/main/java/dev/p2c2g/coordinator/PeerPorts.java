package dev.p2c2g.coordinator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ways to the peers by their names; owned by the scheduler thread. */
final class PeerPorts {
  private final Map<String, PeerPort> byPeer = new HashMap<>();

  /** Peers inside this process. */
  private final Set<String> local = new HashSet<>();

  /** Puts a peer in; the one of that name before it, if there was one. */
  Optional<PeerPort> put(String peerId, PeerPort port) {
    var before = Optional.ofNullable(byPeer.put(peerId, port));
    if (port.isLocal()) {
      local.add(peerId);
    } else {
      local.remove(peerId);
    }
    return before;
  }

  Optional<PeerPort> find(String peerId) {
    return Optional.ofNullable(byPeer.get(peerId));
  }

  /** Whether this is still the way to that peer, not one that a newer connection replaced. */
  boolean isCurrent(String peerId, PeerPort port) {
    return port.equals(byPeer.get(peerId));
  }

  Optional<PeerPort> remove(String peerId) {
    local.remove(peerId);
    return Optional.ofNullable(byPeer.remove(peerId));
  }

  Set<String> local() {
    return local;
  }
}
