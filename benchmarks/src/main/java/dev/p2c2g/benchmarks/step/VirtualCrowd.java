package dev.p2c2g.benchmarks.step;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulingPolicy;
import dev.p2c2g.scheduler.Splitting;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A core under a steady load in virtual time: tasks come at a fixed rate and keep 60 % of the lanes
 * busy; one in a hundred takes four times as long, one in two hundred fails.
 */
final class VirtualCrowd {
  private static final double TASKS_PER_SECOND = 60_000;
  private static final int LANES = 2;
  private static final double UTILISATION = 0.6;
  private static final long SECOND = 1_000_000_000L;
  private static final int GAMERS = 2_000;
  private static final Kind KIND = new Kind("frame_upscale", "balanced");
  private static final Optional<Splitting> CUT = Optional.of(new Splitting(68, "region", false));

  private final SplittableRandom random = new SplittableRandom(7);
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order));
  private final SchedulerCore core;
  private final long serviceNanos;
  private long now;
  private long nextSubmitNanos;
  private long armedNanos = Long.MAX_VALUE;
  private long order;
  private long tasks;

  private record Due(long atNanos, long order, Event event) {}

  VirtualCrowd(int peers) {
    core =
        new SchedulerCore(
            new SchedulerLimits(
                peers,
                100_000,
                SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
                60 * SECOND,
                3 * SECOND,
                Set.of(KIND.taskType()),
                SchedulingPolicy.DEFAULT));
    serviceNanos = (long) (UTILISATION * peers * LANES / TASKS_PER_SECOND * SECOND);
    for (int i = 0; i < peers; i++) {
      String id = "p" + i;
      PeerProfile profile =
          new PeerProfile(
              LANES, Set.of(KIND.taskType()), Set.of("region"), random.nextInt(1, 17), false);
      core.step(new Event.PeerJoined(id, profile), now);
      later(random.nextLong(SECOND), new Event.PeerSeen(id, 0.5));
    }
  }

  /** Chooses the next event and moves the clock to it. */
  Event next() {
    long first = due.isEmpty() ? Long.MAX_VALUE : due.element().atNanos();
    if (armedNanos <= first && armedNanos <= nextSubmitNanos) {
      now = Math.max(now, armedNanos);
      armedNanos = Long.MAX_VALUE;
      return new Event.TimerDue();
    }
    if (first <= nextSubmitNanos) {
      Event event = due.remove().event();
      now = Math.max(now, first);
      if (event instanceof Event.PeerSeen) {
        later(SECOND, event);
      }
      return event;
    }
    now = Math.max(now, nextSubmitNanos);
    nextSubmitNanos += (long) (SECOND / TASKS_PER_SECOND);
    return new Event.TaskSubmitted(task());
  }

  /** The step that is measured. */
  List<Command> step(Event event) {
    return core.step(event, now);
  }

  /** What the world does with the commands. */
  void carryOut(List<Command> commands) {
    for (Command command : commands) {
      switch (command) {
        case Command.ArmTimer timer -> armedNanos = timer.atNanos();
        case Command.Assign assign -> later(service(assign), answer(assign));
        case Command.Probe probe ->
            later(1_000_000, new Event.ProbeAnswered(probe.peerId(), 1_000_000));
        default -> {}
      }
    }
  }

  private void later(long nanos, Event event) {
    due.add(new Due(now + nanos, order++, event));
  }

  private TaskSpec task() {
    long id = tasks++;
    return new TaskSpec(
        "t" + id,
        "g" + id % GAMERS,
        KIND,
        5,
        OptionalLong.of(now + Math.max(SECOND, 10 * serviceNanos)),
        2.07,
        150_000,
        Set.of(),
        CUT);
  }

  private long service(Command.Assign assign) {
    double share =
        assign.part().isWhole() ? 1 : (assign.part().toGrain() - assign.part().fromGrain()) / 68.0;
    int times = random.nextInt(100) == 0 ? 4 : 1;
    return (long) (serviceNanos * random.nextDouble(0.5, 1.5) * times * share);
  }

  private Event answer(Command.Assign assign) {
    Answer answer =
        random.nextInt(200) == 0
            ? new Answer.Failed("broken")
            : new Answer.Done(OptionalLong.of(serviceNanos / 2), 500_000, "s");
    return new Event.ResultArrived(
        assign.taskId(), assign.part().index(), assign.peerId(), assign.attempt(), answer);
  }
}
