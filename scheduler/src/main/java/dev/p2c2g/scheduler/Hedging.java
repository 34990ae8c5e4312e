package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Choice.Why;
import java.util.List;

/**
 * Second tries beside a running one (Dean, Barroso: The Tail at Scale, 2013): the first result
 * counts, the other attempt is cancelled.
 */
final class Hedging {
  /** When no peer or no budget was left, it is tried again after this. */
  private static final long PATIENCE_NANOS = 5_000_000;

  private final CoreState state;
  private final Chooser chooser;
  private final Placement placement;

  Hedging(CoreState state, Chooser chooser, Placement placement) {
    this.state = state;
    this.chooser = chooser;
    this.placement = placement;
  }

  boolean isDue(Piece piece) {
    return placement.hedgeAtNanos(piece) <= state.now();
  }

  /** A second try, if a peer is free for it and the budget allows; else later. */
  void tryNow(Piece piece) {
    Why why = piece.running().getFirst().peer().isSuspected() ? Why.HEDGE_SILENT : Why.HEDGE_SLOW;
    // waiting tasks need the free peers more than a slow one does
    boolean allowed =
        !piece.task().overdue(state.now())
            && state.budget.allows(why)
            && (why == Why.HEDGE_SILENT || (state.queue.size() == 0 && isTimeFor(piece)));
    List<ConnectedPeer> free = allowed ? chooser.pickOthers(piece) : List.of();
    if (!free.isEmpty()) {
      placement.start(piece, free.getFirst(), free, why);
    } else {
      piece.postponeHedge(Timers.after(state.now(), PATIENCE_NANOS));
      placement.armTimer(piece);
    }
  }

  /** Whether a usual attempt that begins now is in time, or one that takes what time there is. */
  private boolean isTimeFor(Piece piece) {
    if (piece.task().spec().fillsTime()) {
      return true;
    }
    long usualNanos = state.forecast.usualNanos(piece).orElse(0);
    return usualNanos <= piece.task().timeLeftNanos(state.now());
  }

  /** Looks after everything on a peer that has just fallen silent. */
  void rescue(ConnectedPeer silent) {
    for (Piece piece : List.copyOf(silent.inFlight())) {
      if (isDue(piece)) {
        tryNow(piece);
      } else {
        placement.armTimer(piece);
      }
    }
  }
}
