package dev.p2c2g.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A core with a clock that a test moves by hand, and short words for the common events. */
final class Crowd {
  static final long MS = 1_000_000;
  static final long TASK_TIMEOUT = 5_000 * MS;
  static final long HEARTBEAT_TIMEOUT = 60_000 * MS;

  /** No probes, no second tries, no splitting, no aging: what is left to see by itself. */
  static final SchedulingPolicy CALM =
      new SchedulingPolicy(
          SchedulingPolicy.AdmissionMode.BEST_EFFORT,
          0,
          0,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          1,
          Long.MAX_VALUE);

  /** Stands in for every real choice, which tests of other things do not want to see. */
  static final Choice CHOICE = new Choice(Choice.Why.FIRST_TRY, List.of(), List.of(), 0);

  final SchedulerCore core;
  long now = 1_000 * MS;

  Crowd() {
    this(limits(100, 100));
  }

  Crowd(SchedulerLimits limits) {
    core = new SchedulerCore(limits);
  }

  static SchedulerLimits limits(int maxPeers, int maxQueued) {
    return new SchedulerLimits(
        maxPeers,
        maxQueued,
        SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
        TASK_TIMEOUT,
        HEARTBEAT_TIMEOUT,
        Set.of("upscale"),
        Crowd.CALM);
  }

  static PeerProfile lanes(int lanes) {
    return new PeerProfile(lanes, Set.of("upscale"), Set.of(), 4, false);
  }

  static TaskSpec spec(
      String id,
      String gamer,
      String type,
      int priority,
      OptionalLong deadline,
      double units,
      Set<String> features) {
    return new TaskSpec(
        id, gamer, new Kind(type, ""), priority, deadline, units, 0, features, Optional.empty());
  }

  static TaskSpec task(String id) {
    return task(id, 5);
  }

  static TaskSpec task(String id, int priority) {
    return spec(id, "gamer", "upscale", priority, OptionalLong.empty(), 2.0, Set.of());
  }

  TaskSpec taskDueIn(String id, long ms) {
    return spec(id, "gamer", "upscale", 5, OptionalLong.of(now + ms * MS), 2.0, Set.of());
  }

  static Event done(String taskId, String peerId) {
    return new Event.ResultArrived(
        taskId, 0, peerId, 0, new Answer.Done(OptionalLong.empty(), 0, ""));
  }

  static Event failed(String taskId, String peerId, String error) {
    return new Event.ResultArrived(taskId, 0, peerId, 0, new Answer.Failed(error));
  }

  /** Steps; leaves out timers, probes, expectations and the reasons of choices. */
  List<Command> step(Event event) {
    return core.step(event, now).stream()
        .filter(c -> !(c instanceof Command.ArmTimer || c instanceof Command.Probe))
        .map(Crowd::plain)
        .toList();
  }

  private static Command plain(Command command) {
    return switch (command) {
      case Command.Assign c ->
          new Command.Assign(
              c.taskId(), c.part(), c.peerId(), c.attempt(), c.deadlineNanos(), CHOICE);
      case Command.Accept c -> accept(c.taskId());
      default -> command;
    };
  }

  List<Command> stepAfter(long ms, Event event) {
    now += ms * MS;
    return step(event);
  }

  List<Command> join(String peerId, int lanes) {
    return step(new Event.PeerJoined(peerId, lanes(lanes)));
  }

  List<Command> leave(String peerId) {
    return step(new Event.PeerLeft(peerId, "socket closed"));
  }

  List<Command> submit(TaskSpec spec) {
    return step(new Event.TaskSubmitted(spec));
  }

  List<Command> succeed(String taskId, String peerId) {
    return step(done(taskId, peerId));
  }

  List<Command> fail(String taskId, String peerId) {
    return step(failed(taskId, peerId, "out of memory"));
  }

  List<Command> timerDueAfter(long ms) {
    return stepAfter(ms, new Event.TimerDue());
  }

  static Command.Assign assign(String taskId, String peerId, int attempt) {
    return assign(taskId, peerId, attempt, OptionalLong.empty());
  }

  static Command.Assign assign(
      String taskId, String peerId, int attempt, OptionalLong deadlineNanos) {
    return new Command.Assign(taskId, Part.WHOLE, peerId, attempt, deadlineNanos, CHOICE);
  }

  static Command.Complete complete(
      String taskId, String peerId, int attempts, long queue, long peer, long total) {
    return new Command.Complete(
        taskId, peerId, 1, attempts, queue, peer, OptionalLong.empty(), total);
  }

  static Command.Accept accept(String taskId) {
    return new Command.Accept(taskId, OptionalLong.empty());
  }

  static Command.CancelOnPeer cancel(String taskId, String peerId) {
    return new Command.CancelOnPeer(taskId, 0, peerId);
  }
}
