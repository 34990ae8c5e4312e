package dev.p2c2g.scheduler;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A core with a clock that a test moves by hand, and short words for the common events. */
final class Crowd {
  static final long MS = 1_000_000;
  static final long TASK_TIMEOUT = 5_000 * MS;
  static final long HEARTBEAT_TIMEOUT = 60_000 * MS;

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
        Set.of("upscale"));
  }

  static PeerProfile lanes(int lanes) {
    return new PeerProfile(lanes, Set.of("upscale"), Set.of(), 4, false);
  }

  static TaskSpec task(String id) {
    return new TaskSpec(id, "gamer", "upscale", 5, OptionalLong.empty(), 2.0, Set.of());
  }

  static TaskSpec task(String id, int priority) {
    return new TaskSpec(id, "gamer", "upscale", priority, OptionalLong.empty(), 2.0, Set.of());
  }

  TaskSpec taskDueIn(String id, long ms) {
    return new TaskSpec(id, "gamer", "upscale", 5, OptionalLong.of(now + ms * MS), 2.0, Set.of());
  }

  /** Steps, leaving out the timer commands. */
  List<Command> step(Event event) {
    return core.step(event, now).stream().filter(c -> !(c instanceof Command.ArmTimer)).toList();
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
    return step(new Event.ResultArrived(taskId, peerId, true, ""));
  }

  List<Command> fail(String taskId, String peerId) {
    return step(new Event.ResultArrived(taskId, peerId, false, "out of memory"));
  }

  List<Command> timerDueAfter(long ms) {
    return stepAfter(ms, new Event.TimerDue());
  }

  static Command.Assign assign(String taskId, String peerId, int attempt) {
    return new Command.Assign(taskId, peerId, attempt, OptionalLong.empty());
  }

  static Command.Accept accept(String taskId) {
    return new Command.Accept(taskId);
  }

  static Command.CancelOnPeer cancel(String taskId, String peerId) {
    return new Command.CancelOnPeer(taskId, peerId);
  }
}
