package dev.p2c2g.scheduler;

import java.util.List;
import java.util.OptionalLong;

/**
 * Why a peer got a piece of work.
 *
 * @param why the occasion
 * @param considered the most promising peers that could have had it, the chosen one first
 * @param passedOver every other connected peer and its reason; empty in a crowd over {@link
 *     #SMALL_CROWD}
 * @param capable connected peers that could do it, busy or not
 */
public record Choice(
    Why why, List<Considered> considered, List<PassedOver> passedOver, int capable) {
  /** Up to so many peers each one's reason is recorded. */
  public static final int SMALL_CROWD = 16;

  public Choice {
    considered = List.copyOf(considered);
    passedOver = List.copyOf(passedOver);
  }

  /** The occasion of an assignment. */
  public enum Why {
    FIRST_TRY,
    RETRY,
    /** The peer that has it fell silent. */
    HEDGE_SILENT,
    /** The peer that has it takes longer than it usually does. */
    HEDGE_SLOW
  }

  /**
   * A free peer.
   *
   * @param expectedNanos from assignment to result; empty while nothing is known
   * @param measured whether that comes from the peer itself, not from the rest of the crowd
   */
  public record Considered(
      String peerId, OptionalLong expectedNanos, boolean measured, int inFlight, int lanes) {}

  /** A peer that was out of the question. */
  public record PassedOver(String peerId, Reason reason) {}

  /** Why a peer was out of the question. */
  public enum Reason {
    LACKS_TYPE_OR_FEATURE,
    TRIED_BEFORE,
    BUSY,
    SILENT,
    DRAINING,
    PAUSED_BY_ITS_OWNER,
    AVOIDED_AFTER_FAILURES,
    /** It lied, or its results were not looked at for long. */
    DOUBTED,
    EXPECTED_LATER
  }
}
