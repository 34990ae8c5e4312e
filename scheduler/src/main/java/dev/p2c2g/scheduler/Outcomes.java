package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Piece.Finished;
import java.util.OptionalLong;

/** Ends accepted tasks: each gets exactly one outcome, and nothing of it is kept afterwards. */
final class Outcomes {
  private static final int LONGEST_ERROR = 256;

  private final CoreState state;
  private final Placement placement;

  Outcomes(CoreState state, Placement placement) {
    this.state = state;
    this.placement = placement;
  }

  /** Every piece of the task is done; the result of one has just arrived from this peer. */
  void complete(OpenTask task, String lastPeerId) {
    forget(task);
    state.counts.completedTasks++;
    Finished longest = longest(task);
    long total = task.ageNanos(state.now());
    long onPeer = longest.peerNanos();
    state.emit(
        new Command.Complete(
            task.id(),
            lastPeerId,
            task.pieces().size(),
            task.attempts(),
            total - onPeer,
            onPeer,
            network(longest),
            total));
  }

  /** A piece lost an attempt: it goes on with another one, waits for one, or was tried enough. */
  void lost(Piece piece, String error) {
    if (piece.isRunning()) {
      placement.armTimer(piece);
    } else if (piece.attempts() < state.limits.maxAttempts()) {
      placement.enqueue(piece);
    } else {
      exhausted(piece, error);
    }
  }

  void deadlineExceeded(OpenTask task) {
    String message =
        "the deadline passed before a result, after %d attempts".formatted(task.attempts());
    fail(task, FailureCode.DEADLINE_EXCEEDED, message);
  }

  /** An open task ends without a result, wherever its pieces are. */
  void fail(OpenTask task, FailureCode code, String message) {
    task.pieces().forEach(placement::withdraw);
    forget(task);
    if (code == FailureCode.CANCELLED) {
      state.counts.cancelledTasks++;
    } else {
      state.counts.failedTasks++;
    }
    state.emit(
        new Command.Fail(task.id(), code, message, task.attempts(), task.ageNanos(state.now())));
  }

  boolean isOpen(OpenTask task) {
    return state.open.get(task.id()) == task;
  }

  private void exhausted(Piece piece, String error) {
    // so many peers failed at it that it is likelier to be the task's fault than theirs
    if (piece.blamed().stream().map(ConnectedPeer::id).distinct().count() > 1) {
      piece.blamed().forEach(placement::forgive);
    }
    String last = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    fail(
        piece.task(),
        FailureCode.ATTEMPTS_EXHAUSTED,
        "%d attempts failed; the last: %s".formatted(piece.attempts(), last));
  }

  private static Finished longest(OpenTask task) {
    Finished longest = task.whole().finished().orElseThrow();
    for (Piece piece : task.pieces()) {
      Finished finished = piece.finished().orElseThrow();
      longest = finished.peerNanos() > longest.peerNanos() ? finished : longest;
    }
    return longest;
  }

  private static OptionalLong network(Finished piece) {
    OptionalLong compute = piece.answer().computeNanos();
    return compute.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, piece.peerNanos() - compute.getAsLong()));
  }

  private void forget(OpenTask task) {
    task.pieces().forEach(state.timers::clear);
    state.open.remove(task.id());
  }
}
