package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.Event.Doubt;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.verification.Reputation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of whoever shows one name; owned by the scheduler thread. */
final class Watched {
  private static final int MOST_UNSEEN = 24;

  private final String who;
  private final Reputation reputation;

  /** Its connected peers, by their ids: more than one where machines share a token. */
  private final TreeMap<String, PeerProfile> connected = new TreeMap<>();

  private long fast;

  /** Results that passed since one was due to be looked at. */
  private int unseen;

  /** When a canary was given to it last. */
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

  /**
   * A result passed while one is due to be looked at; whether it is believed less from now on. So
   * no peer gets far before it is found out, however busy the coordinator is.
   */
  boolean passedUnseen() {
    unseen++;
    return unseen == MOST_UNSEEN;
  }

  /** One was looked at; whether it is believed more from now on. */
  boolean seen() {
    var before = doubt();
    unseen = 0;
    return doubt() != before;
  }

  Doubt doubt() {
    if (isDoubted()) {
      return Doubt.LIED;
    }
    return unseen >= MOST_UNSEEN ? Doubt.UNPROVEN : Doubt.NONE;
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
