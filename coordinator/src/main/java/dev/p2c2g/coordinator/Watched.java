package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.verification.Reputation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of whoever shows one name; owned by the scheduler thread. */
final class Watched {
  private final String who;
  private final Reputation reputation;

  /** Its connected peers, by their ids: more than one where machines share a token. */
  private final TreeMap<String, PeerProfile> connected = new TreeMap<>();

  private long fast;

  /** When a copy was given to it last, and whether that is still out. */
  private long copiedNanos = Long.MIN_VALUE / 2;

  Watched(String who, Reputation reputation) {
    this.who = who;
    this.reputation = reputation;
  }

  String who() {
    return who;
  }

  Reputation reputation() {
    return reputation;
  }

  boolean isBanned() {
    return reputation.standing() == Reputation.Standing.BANNED;
  }

  boolean isDoubted() {
    return reputation.standing() == Reputation.Standing.DOUBTED;
  }

  void joined(String peerId, PeerProfile profile) {
    connected.put(peerId, profile);
  }

  void left(String peerId) {
    connected.remove(peerId);
  }

  Set<String> connected() {
    return Set.copyOf(connected.keySet());
  }

  boolean isConnected() {
    return !connected.isEmpty();
  }

  /** The connected ones with what they declared. */
  Map<String, PeerProfile> profiles() {
    return new TreeMap<>(connected);
  }

  /** It answered faster than others can. */
  void wasFast() {
    fast++;
    reputation.lookCloser();
  }

  long fast() {
    return fast;
  }

  long copiedNanos() {
    return copiedNanos;
  }

  void copied(long nowNanos) {
    copiedNanos = nowNanos;
  }
}
