package dev.p2c2g.scheduler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** One walk in virtual time. A failure names the seed and shows the last 50 events. */
final class RandomWalk {
  private static final long MS = 1_000_000;
  private static final int TRACE = 50;

  private final long seed;
  private final SplittableRandom random;
  private final SchedulerLimits limits;
  private final SchedulerCore core;
  private final Auditor auditor;
  private final Deque<Step> trace = new ArrayDeque<>();
  private final List<String> everSubmitted = new ArrayList<>();
  private final int peerIds;
  private long now;

  private record Step(long nowNanos, Event event, List<Command> commands) {}

  RandomWalk(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    now = random.nextLong(-1_000 * MS, 1_000 * MS);
    peerIds = random.nextInt(1, 10);
    limits =
        new SchedulerLimits(
            random.nextInt(1, 9),
            random.nextInt(0, 12),
            SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
            random.nextInt(20, 120) * MS,
            random.nextInt(40, 300) * MS,
            Set.of("upscale"));
    core = new SchedulerCore(limits);
    auditor = new Auditor(limits);
  }

  SchedulerSnapshot run(int events) {
    try {
      for (int i = 0; i < events; i++) {
        passTime();
        step(next());
      }
      windDown();
    } catch (AssertionError | RuntimeException e) {
      String steps = trace.stream().map(Step::toString).collect(Collectors.joining("\n"));
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + steps, e);
    }
    return core.snapshot();
  }

  private void step(Event event) {
    trace.addLast(new Step(now, event, List.of()));
    if (trace.size() > TRACE) {
      trace.removeFirst();
    }
    List<Command> commands = core.step(event, now);
    trace.removeLast();
    trace.addLast(new Step(now, event, commands));
    auditor.check(event, now, commands, core.snapshot());
  }

  /** Time passes in small steps, and now and then stands still or jumps. */
  private void passTime() {
    int kind = random.nextInt(100);
    long target = now + (kind < 30 ? 0 : random.nextLong((kind < 97 ? 8 : 200) * MS));
    while (auditor.armedNanos() <= target && random.nextInt(10) > 0) {
      // the timer comes on time, or a little late
      now = Math.max(now, auditor.armedNanos() + random.nextInt(2) * random.nextLong(MS));
      step(new Event.TimerDue());
    }
    now = Math.max(now, target);
  }

  private Event next() {
    int kind = random.nextInt(1_000);
    if (kind < 300) {
      return new Event.TaskSubmitted(task());
    } else if (kind < 550) {
      return result();
    } else if (kind < 800) {
      return new Event.PeerSeen(peerId(), random.nextDouble());
    } else if (kind < 880) {
      return new Event.PeerJoined(peerId(), profile());
    } else if (kind < 915) {
      return new Event.PeerLeft(peerId(), "gone");
    } else if (kind < 930) {
      return new Event.PeerDraining(peerId());
    } else if (kind < 965) {
      return new Event.TaskCancelled(anyTaskId());
    } else if (kind < 980) {
      return new Event.AssignNow(anyTaskId());
    } else if (kind < 998) {
      return new Event.TimerDue();
    }
    return new Event.Abort("abort");
  }

  private TaskSpec task() {
    String id = "t" + everSubmitted.size();
    everSubmitted.add(id);
    int type = random.nextInt(20);
    OptionalLong deadline =
        random.nextBoolean()
            ? OptionalLong.empty()
            : OptionalLong.of(now + random.nextLong(-2, 150) * MS);
    return new TaskSpec(
        id,
        "g" + random.nextInt(3),
        type == 0 ? "physics" : type < 5 ? "echo" : "upscale",
        random.nextInt(10),
        deadline,
        random.nextDouble(0.01, 4),
        random.nextInt(5) == 0 ? Set.of("region") : Set.of());
  }

  private PeerProfile profile() {
    Set<String> types = random.nextInt(3) == 0 ? Set.of("upscale", "echo") : Set.of("upscale");
    Set<String> features = random.nextBoolean() ? Set.of("region") : Set.of();
    return new PeerProfile(
        random.nextInt(1, 4), types, features, random.nextInt(1, 9), random.nextBoolean());
  }

  /** Mostly from who holds the task or held it once, at times from anybody for anything. */
  private Event result() {
    String taskId = anyTaskId();
    String peerId = peerId();
    ModelTask task = auditor.open.get(taskId);
    if (task != null && random.nextInt(10) > 0) {
      List<String> tried = task.tried.stream().sorted().toList();
      boolean current = !task.queued() && random.nextInt(4) > 0;
      if (current) {
        peerId = task.runningOn;
      } else if (!tried.isEmpty()) {
        peerId = tried.get(random.nextInt(tried.size()));
      }
    }
    boolean success = random.nextInt(3) > 0;
    return new Event.ResultArrived(taskId, peerId, success, success ? "" : "broken");
  }

  private String peerId() {
    return "p" + random.nextInt(peerIds);
  }

  private String anyTaskId() {
    List<String> open = List.copyOf(auditor.open.keySet());
    if (!open.isEmpty() && random.nextInt(10) > 0) {
      return open.get(random.nextInt(open.size()));
    }
    return everSubmitted.isEmpty()
        ? "none"
        : everSubmitted.get(random.nextInt(everSubmitted.size()));
  }

  /** The coordinator stops: nothing new, then nothing at all, and nothing is left. */
  private void windDown() {
    step(new Event.Draining());
    step(new Event.TaskSubmitted(task()));
    step(new Event.Abort("stopping"));
    for (String peerId : List.copyOf(auditor.peers.keySet())) {
      step(new Event.PeerLeft(peerId, "stopping"));
    }
    now += 3_600_000 * MS;
    step(new Event.TimerDue());
    Auditor.require(auditor.open.isEmpty(), "a task had no outcome");
    Auditor.require(auditor.peers.isEmpty(), "a peer is left");
  }
}
