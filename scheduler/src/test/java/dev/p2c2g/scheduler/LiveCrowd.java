package dev.p2c2g.scheduler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A core whose timers come on time, and whose peers answer every probe at once, apart from those
 * that were told to be silent. Time passes by {@link #pass}.
 */
final class LiveCrowd {
  static final long MS = Crowd.MS;

  final SchedulerCore core;
  final Set<String> silent = new HashSet<>();
  long now = 1_000 * MS;
  private long armed = Long.MAX_VALUE;

  LiveCrowd(SchedulingPolicy policy) {
    core = new SchedulerCore(Crowd.limits(100, 100).withPolicy(policy));
  }

  static PeerProfile cutter(int lanes) {
    return new PeerProfile(lanes, Set.of("upscale"), Set.of("region"), 4, false);
  }

  void join(String... peerIds) {
    for (String peerId : peerIds) {
      step(new Event.PeerJoined(peerId, cutter(1)));
    }
  }

  /** One megapixel, which may be cut. */
  TaskSpec frame(String id, OptionalLong deadline) {
    return frame(id, deadline, false);
  }

  TaskSpec frame(String id, OptionalLong deadline, boolean fillsTime) {
    Splitting cut = new Splitting(68, "region", fillsTime);
    return new TaskSpec(
        id, "gamer", new Kind("upscale", ""), 5, deadline, 1, 0, Set.of(), Optional.of(cut));
  }

  List<Command> submit(String id) {
    return step(new Event.TaskSubmitted(Crowd.task(id)));
  }

  List<Command> submit(TaskSpec spec) {
    return step(new Event.TaskSubmitted(spec));
  }

  List<Command> done(String taskId, String peerId) {
    return step(Crowd.done(taskId, peerId));
  }

  List<Command> partDone(String taskId, int part, String peerId, String signature) {
    return step(
        new Event.ResultArrived(
            taskId, part, peerId, 0, new Answer.Done(OptionalLong.empty(), 0, signature)));
  }

  List<Command> step(Event event) {
    List<Command> commands = core.step(event, now);
    List<Command> all = new ArrayList<>(commands);
    of(Command.ArmTimer.class, commands).forEach(timer -> armed = timer.atNanos());
    for (Command.Probe probe : of(Command.Probe.class, commands)) {
      if (!silent.contains(probe.peerId())) {
        all.addAll(step(new Event.ProbeAnswered(probe.peerId(), MS)));
      }
    }
    return all;
  }

  /** Lets time pass; gives everything the timers brought. */
  List<Command> pass(long ms) {
    List<Command> all = new ArrayList<>();
    long until = now + ms * MS;
    while (armed <= until) {
      now = Math.max(now, armed);
      armed = Long.MAX_VALUE;
      all.addAll(step(new Event.TimerDue()));
    }
    now = until;
    return all;
  }

  /** Runs tasks on the peer that gets them, each for so long, so that everybody is known. */
  void measure(int tasks, long ms) {
    for (int i = 0; i < tasks; i++) {
      String id = "measure" + now + "-" + i;
      Command.Assign assign = assigns(submit(id)).getFirst();
      pass(ms);
      done(id, assign.peerId());
    }
  }

  static List<Command.Assign> assigns(List<Command> commands) {
    return of(Command.Assign.class, commands);
  }

  static <T> List<T> of(Class<T> type, List<Command> commands) {
    return commands.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
