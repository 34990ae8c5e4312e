package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulingPolicy;
import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import dev.p2c2g.scheduler.Splitting;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A tiny crowd and any event at any time, possible in reality or not: what no plausible simulation
 * would ever try. Everything is audited after every step.
 */
final class RandomWalk {
  private static final long MS = VirtualTime.MS;

  private final long seed;
  private final Chance random;
  private final SchedulerLimits limits;
  private final CoreUnderAudit core;
  private final Auditor auditor;
  private final List<String> everSubmitted = new ArrayList<>();
  private final Set<String> owingProbes = new HashSet<>();
  private final int peerIds;

  /** How often peers say something by themselves; in silence more of them seem dead. */
  private final double talkative;

  private long now;

  RandomWalk(long seed) {
    this.seed = seed;
    random = Chance.of(seed, "walk", 0);
    now = random.between(-1_000 * MS, 1_000 * MS);
    peerIds = 1 + random.below(9);
    talkative = random.between(0.1, 1.0);
    SchedulingPolicy policy =
        new SchedulingPolicy(
            random.in(0.2) ? AdmissionMode.STRICT : AdmissionMode.BEST_EFFORT,
            random.in(0.2) ? 0 : random.between(0.0, 1.0),
            random.in(0.3) ? 0 : random.between(100_000, 3 * MS),
            random.between(20, 500) * MS,
            random.between(1, 10) * MS,
            random.between(2, 20) * MS,
            random.between(30, 200) * MS);
    limits =
        new SchedulerLimits(
            1 + random.below(8),
            random.below(12),
            SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
            random.between(20, 120) * MS,
            random.between(40, 300) * MS,
            Set.of("upscale"),
            policy);
    core = new CoreUnderAudit(limits, 1);
    auditor = core.auditor();
  }

  SchedulerSnapshot run(int events) {
    try {
      for (int i = 0; i < events; i++) {
        passTime();
        step(next());
      }
      windDown();
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + core.trace(), e);
    }
    return core.snapshot();
  }

  private void step(Event event) {
    for (Command command : core.step(event, now)) {
      if (command instanceof Command.Probe(String peerId)) {
        owingProbes.add(peerId);
      }
    }
  }

  /** Time passes in small steps, and now and then stands still or jumps. */
  private void passTime() {
    int kind = random.below(100);
    long target = now + (kind < 30 ? 0 : random.between(0, (kind < 97 ? 8 : 200) * MS));
    for (int i = 0; i < 100 && auditor.armedNanos <= target && random.in(0.9); i++) {
      // the timer comes on time, or a little late
      now = Math.max(now, auditor.armedNanos + random.below(2) * random.between(0, MS));
      step(new Event.TimerDue());
    }
    now = Math.max(now, target);
  }

  private Event next() {
    int kind = random.below(1_000);
    if (kind < 280) {
      return new Event.TaskSubmitted(task());
    } else if (kind < 560) {
      return result();
    } else if (kind < 780) {
      return random.in(talkative) ? signOfLife() : new Event.TimerDue();
    } else if (kind < 850) {
      return new Event.PeerJoined(peerId(), profile());
    } else if (kind < 880) {
      return new Event.PeerLeft(peerId(), "gone");
    } else if (kind < 895) {
      return new Event.PeerDraining(peerId());
    } else if (kind < 910) {
      return new Event.PeerPaused(peerId(), "plays");
    } else if (kind < 935) {
      return new Event.PeerResumed(peerId());
    } else if (kind < 960) {
      return new Event.TaskCancelled(anyTaskId());
    } else if (kind < 975) {
      return new Event.AssignNow(anyTaskId());
    } else if (kind < 985) {
      return new Event.StoodStill(random.between(0, 200 * MS));
    }
    return kind < 999 ? new Event.TimerDue() : new Event.Abort("abort");
  }

  private Event signOfLife() {
    if (!owingProbes.isEmpty() && random.in(0.7)) {
      String peerId = random.oneOf(owingProbes.stream().sorted().toList());
      owingProbes.remove(peerId);
      return new Event.ProbeAnswered(peerId, random.between(-1, 20 * MS));
    }
    return new Event.PeerSeen(peerId(), random.between(0.0, 1.0));
  }

  private TaskSpec task() {
    String id = "t" + everSubmitted.size();
    everSubmitted.add(id);
    int type = random.below(20);
    OptionalLong deadline =
        random.in(0.5) ? OptionalLong.empty() : OptionalLong.of(now + random.between(-2, 150) * MS);
    return new TaskSpec(
        id,
        "g" + random.below(3),
        new Kind(type == 0 ? "physics" : type < 5 ? "echo" : "upscale", ""),
        random.below(10),
        deadline,
        random.between(0.01, 4.0),
        random.between(0, 500_000),
        random.in(0.1) ? Set.of("gpu") : Set.of(),
        random.in(0.5)
            ? Optional.of(new Splitting(1 + random.below(20), "region", random.below(2) == 0))
            : Optional.empty());
  }

  private PeerProfile profile() {
    Set<String> types = random.in(0.3) ? Set.of("upscale", "echo") : Set.of("upscale");
    Set<String> features = random.in(0.7) ? Set.of("region", "gpu") : Set.of();
    return new PeerProfile(
        1 + random.below(3), types, features, 1 + random.below(8), random.in(0.5));
  }

  /** Mostly from who holds the piece or held it once, at times from anybody for anything. */
  private Event result() {
    String taskId = anyTaskId();
    String peerId = peerId();
    int part = random.in(0.95) ? 0 : random.below(9) - 1;
    int attempt = random.below(5);
    AuditedTask task = auditor.open.get(taskId);
    if (task != null && random.in(0.9)) {
      AuditedPiece piece = random.oneOf(task.pieces);
      part = piece.part.index();
      if (!piece.running.isEmpty() && random.in(0.8)) {
        AuditedAttempt running = random.oneOf(piece.running);
        peerId = running.peer.id;
        attempt = random.in(0.2) ? 0 : running.number;
      } else if (!piece.tried.isEmpty()) {
        peerId = random.oneOf(piece.tried);
      }
    }
    return new Event.ResultArrived(taskId, part, peerId, attempt, answer());
  }

  private Answer answer() {
    if (random.in(0.3)) {
      return new Answer.Failed("broken");
    }
    OptionalLong compute =
        random.in(0.3) ? OptionalLong.empty() : OptionalLong.of(random.between(0, 50 * MS));
    return new Answer.Done(
        compute, random.between(0, 1_000_000), random.in(0.9) ? "tables" : "others");
  }

  private String peerId() {
    return "p" + random.below(peerIds);
  }

  private String anyTaskId() {
    if (!auditor.open.isEmpty() && random.in(0.9)) {
      return random.oneOf(List.copyOf(auditor.open.keySet()));
    }
    return everSubmitted.isEmpty() ? "none" : random.oneOf(everSubmitted);
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
    Violation.unless(auditor.open.isEmpty(), "a task had no outcome");
    Violation.unless(auditor.peers.isEmpty(), "a peer is left");
  }
}
