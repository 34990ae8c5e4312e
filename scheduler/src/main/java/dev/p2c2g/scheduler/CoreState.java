package dev.p2c2g.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parts of the core share: plain fields, owned by the thread that calls the core. */
final class CoreState {
  final SchedulerLimits limits;
  final SchedulingPolicy policy;
  final PeerPool pool = new PeerPool();
  final Timers timers = new Timers();
  final TaskQueue queue;
  final HedgeBudget budget;
  final Forecast forecast;
  final Counts counts = new Counts();

  /** In order of submission. */
  final Map<String, OpenTask> open = new LinkedHashMap<>();

  private List<Command> commands = new ArrayList<>();
  private long nowNanos = Long.MIN_VALUE;
  private boolean placementDue;

  CoreState(SchedulerLimits limits) {
    this.limits = limits;
    policy = limits.policy();
    queue = new TaskQueue(timers, policy.agingNanos());
    budget = new HedgeBudget(policy.hedgeBudget());
    forecast = new Forecast(limits.taskTimeoutNanos());
  }

  void beginStep(long atNanos) {
    nowNanos = Math.max(nowNanos, atNanos);
    commands = new ArrayList<>();
    placementDue = false;
  }

  List<Command> endStep() {
    return List.copyOf(commands);
  }

  long now() {
    return nowNanos;
  }

  void emit(Command command) {
    commands.add(command);
  }

  Optional<OpenTask> task(String taskId) {
    return Optional.ofNullable(open.get(taskId));
  }

  /** Something changed that may let a queued task find a peer. */
  void placeAfterStep() {
    placementDue = true;
  }

  boolean placementDue() {
    return placementDue;
  }
}
