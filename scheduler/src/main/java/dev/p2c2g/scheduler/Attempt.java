package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/**
 * One try of a piece on one peer.
 *
 * @param number 1 for the piece's first; with the peer's id it fences late answers
 * @param expectedNanos from start to result; empty while nothing is known
 * @param hedge whether another attempt of the piece was running when it started
 */
record Attempt(
    ConnectedPeer peer, int number, long startedNanos, OptionalLong expectedNanos, boolean hedge) {

  /** Whether an answer that names this attempt number, 0 for none, is meant for it. */
  boolean isAnsweredBy(int answeredNumber) {
    return answeredNumber == 0 || answeredNumber == number;
  }
}
