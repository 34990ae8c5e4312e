package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.Piece.Finished;
import dev.p2c2g.scheduler.Splitter.Cut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What happens to tasks: submission, assignment, results, time running out, the end. */
final class TaskEvents {
  private final CoreState state;
  private final Admission admission;
  private final Chooser chooser;
  private final Splitter splitter;
  private final Placement placement;
  private final Outcomes outcomes;
  private final Joining joining;
  private final Hedging hedging;
  private long submitted;

  TaskEvents(
      CoreState state,
      Chooser chooser,
      Admission admission,
      Placement placement,
      Outcomes outcomes,
      Hedging hedging) {
    this.state = state;
    this.admission = admission;
    this.chooser = chooser;
    this.splitter = new Splitter(state, chooser);
    this.placement = placement;
    this.outcomes = outcomes;
    this.joining = new Joining(state, outcomes);
    this.hedging = hedging;
  }

  void submit(TaskSpec spec) {
    if (state.open.containsKey(spec.taskId())) {
      throw new IllegalArgumentException(
          "taskId " + spec.taskId() + " is open already; give every task an id of its own");
    }
    OpenTask task = new OpenTask(spec, state.forecast.crowd(spec.kind()), submitted++, state.now());
    Optional<Plan> plan = plan(task.whole());
    OptionalLong expected =
        plan.isPresent() ? plan.get().expectedNanos() : admission.expectedInQueueNanos(task);
    OptionalLong hopeful = plan.isPresent() ? plan.get().hopefulNanos() : expected;
    admission
        .refusal(task, plan.isPresent(), hopeful)
        .ifPresentOrElse(state::emit, () -> accept(task, expected, plan));
  }

  /** Whoever is free suits no task that waits, so a new task that starts now overtakes nobody. */
  private void accept(OpenTask task, OptionalLong expected, Optional<Plan> plan) {
    state.open.put(task.id(), task);
    state.budget.earn();
    state.emit(new Command.Accept(task.id(), expected));
    plan.ifPresentOrElse(p -> launch(task.whole(), p), () -> placement.enqueue(task.whole()));
  }

  /**
   * Gives queued pieces, in the order of the queue, the best free peer each; one that suits no free
   * peer is passed over. Stops as soon as no lane is free.
   */
  void placeQueued() {
    Set<Demand> stuck = new HashSet<>();
    while (state.pool.anyFree() && placeOne(stuck)) {
      // each one placed changes what is free and what comes first
    }
  }

  private boolean placeOne(Set<Demand> stuck) {
    List<Demand> passedOver = new ArrayList<>();
    for (Piece piece : state.queue.firsts()) {
      if (!stuck.contains(piece.demand())) {
        Optional<Plan> plan = plan(piece);
        if (plan.isPresent()) {
          // for the next round: most steps have only one, which needs no set
          stuck.addAll(passedOver);
          place(piece, plan.get());
          return true;
        }
        passedOver.add(piece.demand());
      }
    }
    return false;
  }

  private void place(Piece piece, Plan plan) {
    if (admission.isHopeless(piece.task(), plan.hopefulNanos())) {
      outcomes.deadlineExceeded(piece.task());
    } else {
      placement.dequeue(piece);
      launch(piece, plan);
    }
  }

  /**
   * Who does a piece.
   *
   * @param peers the free ones, the best first
   */
  private record Plan(
      List<ConnectedPeer> peers,
      Optional<Cut> cut,
      OptionalLong expectedNanos,
      OptionalLong hopefulNanos) {}

  private Optional<Plan> plan(Piece piece) {
    List<ConnectedPeer> free = chooser.pick(piece);
    return free.isEmpty() ? Optional.empty() : Optional.of(plan(piece, free));
  }

  private Plan plan(Piece piece, List<ConnectedPeer> free) {
    ConnectedPeer best = free.getFirst();
    OptionalLong expected = chooser.expectedNanos(piece, best);
    // an unmeasured peer is measured with the whole task first
    Optional<Cut> cut =
        chooser.isMeasured(piece, best) ? splitter.cut(piece.task(), expected) : Optional.empty();
    int parts = cut.map(Cut::parts).orElse(1);
    OptionalLong hopeful = state.forecast.hopefulNanos(piece, best, state.now());
    return new Plan(free, cut, shared(expected, parts), shared(hopeful, parts));
  }

  private static OptionalLong shared(OptionalLong nanos, int parts) {
    return nanos.isEmpty() ? nanos : OptionalLong.of(nanos.getAsLong() / parts);
  }

  private void launch(Piece piece, Plan plan) {
    Why why = piece.attempts() == 0 ? Why.FIRST_TRY : Why.RETRY;
    OpenTask task = piece.task();
    if (plan.cut().isEmpty()) {
      placement.start(piece, plan.peers().getFirst(), plan.peers(), why);
    } else {
      launch(task, plan.cut().get());
    }
  }

  private void launch(OpenTask task, Cut cut) {
    state.timers.clear(task.whole());
    task.split(cut.grainsEach());
    state.counts.splits++;
    for (Piece part : task.pieces()) {
      int index = part.part().index();
      if (index < cut.idle().size()) {
        // the rest of the team has parts of its own: among them there is no choice
        placement.start(part, cut.idle().get(index), List.of(), Why.FIRST_TRY);
      } else {
        placement.enqueue(part);
      }
    }
  }

  void cancel(String taskId) {
    state
        .task(taskId)
        .ifPresent(task -> outcomes.fail(task, FailureCode.CANCELLED, "cancelled by its gamer"));
  }

  void assignNow(String taskId) {
    if (state.task(taskId).isPresent()) {
      state.placeAfterStep();
    }
  }

  void result(Event.ResultArrived result) {
    Optional<ConnectedPeer> peer = state.pool.find(result.peerId());
    Optional<Piece> piece = state.task(result.taskId()).flatMap(t -> t.piece(result.part()));
    boolean counts =
        peer.isPresent() && piece.isPresent() && settle(piece.get(), peer.get(), result);
    if (!counts) {
      state.counts.ignoredResults++;
      state.emit(new Command.IgnoreResult(result.taskId(), result.part(), result.peerId()));
    }
  }

  private boolean settle(Piece piece, ConnectedPeer peer, Event.ResultArrived result) {
    Optional<Attempt> running =
        piece.runningOn(peer).filter(attempt -> attempt.isAnsweredBy(result.attempt()));
    if (running.isPresent()) {
      answered(piece, running.get(), result.answer());
      return true;
    }
    Optional<Attempt> orphan =
        piece.orphanOf(peer.id()).filter(attempt -> attempt.isAnsweredBy(result.attempt()));
    if (piece.isDone() || orphan.isEmpty() || !(result.answer() instanceof Answer.Done done)) {
      return false;
    }
    placement.withdraw(piece);
    peer.countCompleted();
    joining.done(piece, new Finished(orphan.get(), state.now(), done));
    return true;
  }

  private void answered(Piece piece, Attempt attempt, Answer answer) {
    switch (answer) {
      case Answer.Done done -> {
        placement.finish(piece, attempt, done);
        state.counts.hedgesWon += attempt.hedge() ? 1 : 0;
        // the other attempt, where there is one
        placement.withdraw(piece);
        joining.done(piece, new Finished(attempt, state.now(), done));
      }
      case Answer.Failed failed -> {
        placement.fail(piece, attempt);
        outcomes.lost(piece, "peer " + attempt.peer().id() + ": " + failed.error());
      }
    }
  }

  /** The piece's timer is due: its deadline, the end of an attempt, or the end of patience. */
  void timeOut(Piece piece) {
    if (piece.task().overdue(state.now())) {
      outcomes.deadlineExceeded(piece.task());
      return;
    }
    String lastPeer = "";
    for (Attempt attempt : piece.running()) {
      if (placement.isOver(attempt)) {
        placement.giveUp(piece, attempt);
        lastPeer = attempt.peer().id();
      }
    }
    if (!piece.isRunning() && !piece.isQueued()) {
      outcomes.lost(
          piece,
          "peer %s gave no result in %d ms"
              .formatted(lastPeer, state.limits.taskTimeoutNanos() / 1_000_000));
    } else if (hedging.isDue(piece)) {
      hedging.tryNow(piece);
    } else {
      placement.armTimer(piece);
    }
  }

  void abort(String reason) {
    for (OpenTask task : List.copyOf(state.open.values())) {
      outcomes.fail(task, FailureCode.INTERNAL, reason);
    }
  }
}
