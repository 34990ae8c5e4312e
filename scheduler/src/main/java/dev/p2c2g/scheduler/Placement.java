package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Choice.Why;
import java.util.List;
import java.util.OptionalLong;

/** Moves pieces between queue and peers, keeping lanes, estimates and timers in agreement. */
final class Placement {
  /** What a second try is given beyond the time that attempts usually take. */
  private static final long SECOND_TRY_MARGIN_NANOS = 8_000_000;

  private final CoreState state;
  private final Chooser chooser;
  private final PeerWatch watch;

  Placement(CoreState state, Chooser chooser, PeerWatch watch) {
    this.state = state;
    this.chooser = chooser;
    this.watch = watch;
  }

  /** Lets a piece that runs nowhere wait for a peer, at its own place in the order. */
  void enqueue(Piece piece) {
    state.queue.add(piece, now());
    piece.queued(true);
    armTimer(piece);
    state.placeAfterStep();
  }

  /** The queue's first piece is about to start. */
  void dequeue(Piece piece) {
    state.queue.serve(piece, now());
    piece.queued(false);
  }

  /**
   * Assigns a piece that is not queued to a free peer, beside the attempt it may have running.
   *
   * @param free whom it was chosen among
   */
  void start(Piece piece, ConnectedPeer peer, List<ConnectedPeer> free, Why why) {
    // before the peer holds it: the choice was made from how things were
    Choice choice = chooser.explain(piece, peer, free, why);
    state.pool.update(peer, now(), () -> peer.hold(piece, now()));
    Attempt attempt = piece.start(peer, now(), choice.considered().getFirst().expectedNanos());
    armTimer(piece);
    watch.arm(peer);
    count(attempt);
    state.emit(
        new Command.Assign(
            piece.task().id(),
            piece.part(),
            peer.id(),
            attempt.number(),
            piece.task().spec().deadlineNanos(),
            choice));
  }

  /** The attempt brought a result. */
  void finish(Piece piece, Attempt attempt, Answer.Done answer) {
    attempt.peer().countCompleted();
    end(
        piece,
        attempt,
        () -> {
          attempt.peer().conduct().succeeded();
          state.forecast.succeeded(piece, attempt, answer, now());
        });
  }

  /** The attempt failed by the peer's fault, as far as can be told now. */
  void fail(Piece piece, Attempt attempt) {
    ConnectedPeer peer = attempt.peer();
    peer.countFailed();
    piece.blame(peer);
    end(
        piece,
        attempt,
        () -> {
          peer.conduct().failed(now());
          state.forecast.failed(piece, attempt, now());
        });
    watch.arm(peer);
  }

  /** The peer failed, but others did too: it was the task's fault. */
  void forgive(ConnectedPeer blamed) {
    blamed.conduct().forgive();
    // the one of that name that is connected now shares the standing
    state
        .pool
        .find(blamed.id())
        .ifPresent(peer -> state.pool.update(peer, now(), () -> peer.judge(now())));
    state.placeAfterStep();
  }

  /** The attempt took longer than any may. */
  void giveUp(Piece piece, Attempt attempt) {
    sayCancel(piece, attempt);
    fail(piece, attempt);
  }

  /** The attempt's result is of no use any more; that is nobody's fault. */
  void cancel(Piece piece, Attempt attempt) {
    sayCancel(piece, attempt);
    end(piece, attempt, () -> state.forecast.stopped(piece, attempt, now()));
  }

  /** The peer gives the piece back, or cannot be reached; nothing can be learned from it. */
  void release(Piece piece, Attempt attempt) {
    sayCancel(piece, attempt);
    end(piece, attempt, () -> {});
  }

  /** The peer is silent for too long: its lane is free, but a result may still come and counts. */
  void orphan(Piece piece, Attempt attempt) {
    release(piece, attempt);
    piece.orphan(attempt);
  }

  /** Takes a piece out of the queue or off its peers, wherever it is; its work is not wanted. */
  void withdraw(Piece piece) {
    if (piece.isQueued()) {
      state.queue.remove(piece);
      piece.queued(false);
    }
    piece.running().forEach(attempt -> cancel(piece, attempt));
    state.timers.clear(piece);
  }

  /** The deadline, the end of an attempt's time, or the end of patience with a slow one. */
  void armTimer(Piece piece) {
    long next = piece.task().deadlineNanos();
    for (Attempt attempt : piece.running()) {
      next = Math.min(next, endOf(attempt));
    }
    state.timers.set(piece, Math.min(next, hedgeAtNanos(piece)));
  }

  boolean isOver(Attempt attempt) {
    return endOf(attempt) <= now();
  }

  /** When a second try is due: at once beside a silent peer, else once the first is an overrun. */
  long hedgeAtNanos(Piece piece) {
    if (state.policy.hedgeBudget() == 0 || piece.running().size() != 1) {
      return Timers.NEVER;
    }
    Attempt attempt = piece.running().getFirst();
    if (piece.attempts() >= state.limits.maxAttempts()) {
      return Timers.NEVER;
    }
    if (attempt.peer().isSuspected()) {
      return piece.hedgeNotBeforeNanos();
    }
    OptionalLong after = state.forecast.overrunAfterNanos(piece, attempt.peer(), now());
    if (after.isEmpty()) {
      return Timers.NEVER;
    }
    long overrun = Timers.after(attempt.startedNanos(), after.getAsLong());
    return Math.max(piece.hedgeNotBeforeNanos(), Math.max(overrun, latestSecondTryNanos(piece)));
  }

  /**
   * While there is time for a second try later, the first may yet come by itself: peers spend what
   * time there is on better pictures, and a second try takes work from others.
   */
  private long latestSecondTryNanos(Piece piece) {
    long neededNanos = state.forecast.usualNanos(piece).orElse(0) + SECOND_TRY_MARGIN_NANOS;
    long deadlineNanos = piece.task().deadlineNanos();
    return deadlineNanos == Timers.NEVER ? Long.MIN_VALUE : deadlineNanos - neededNanos;
  }

  private long endOf(Attempt attempt) {
    return Timers.after(attempt.startedNanos(), state.limits.taskTimeoutNanos());
  }

  private void end(Piece piece, Attempt attempt, Runnable learning) {
    ConnectedPeer peer = attempt.peer();
    state.pool.update(
        peer,
        now(),
        () -> {
          peer.release(piece);
          learning.run();
          peer.judge(now());
        });
    piece.stop(attempt);
    state.placeAfterStep();
    if (peer.becameDrained()) {
      state.emit(new Command.PeerDrained(peer.id()));
    }
  }

  private void sayCancel(Piece piece, Attempt attempt) {
    state.emit(
        new Command.CancelOnPeer(piece.task().id(), piece.part().index(), attempt.peer().id()));
  }

  private void count(Attempt attempt) {
    if (attempt.hedge()) {
      state.counts.hedges++;
      state.budget.spend();
    } else if (attempt.number() > 1) {
      state.counts.retries++;
    }
  }

  private long now() {
    return state.now();
  }
}
