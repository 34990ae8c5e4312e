package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.VirtualTime.MS;
import static dev.p2c2g.simulator.VirtualTime.SECOND;

import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import dev.p2c2g.scheduler.SchedulingPolicy;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * One run: a crowd, gamers and faults around the real scheduler, in virtual time, from one seed.
 * One thread owns it.
 */
public final class Simulation {
  private static final long TASK_TIMEOUT = 5 * SECOND;
  private static final long HEARTBEAT_TIMEOUT = 3 * SECOND;

  /** For what is open at the end, with nothing going wrong. */
  private static final long GRACE = 60 * SECOND;

  private static final double GOOD = 0.9;

  private final SimulationOptions options;
  private final VirtualTime time = new VirtualTime();
  private final Statistics statistics;
  private final CoreUnderAudit core;
  private final CoordinatorModel coordinator;
  private final Crowd crowd;
  private final Load offered;

  public Simulation(SimulationOptions options) {
    this.options = options;
    statistics = new Statistics(options);
    int queue = Math.max(16, 2 * options.peers());
    core = new CoreUnderAudit(limits(options, queue), Math.max(200, 8 * options.peers()));
    Gamers gamers = new Gamers(statistics);
    coordinator = new CoordinatorModel(time, core, gamers, options.calmNanos());
    crowd = new Crowd(options, time, coordinator);
    int batchGamers = options.gamers() - (int) Math.round(options.gamers() * options.streaming());
    offered = gamers.start(options, time, coordinator, 2 * queue / Math.max(1, batchGamers));
    new FaultPlan(
            options,
            time,
            coordinator,
            crowd.peers(),
            (fault, until) -> statistics.timeline.mark(fault, time.now(), until))
        .start();
  }

  private static SchedulerLimits limits(SimulationOptions options, int queue) {
    return new SchedulerLimits(
        options.peers(),
        queue,
        SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
        TASK_TIMEOUT,
        HEARTBEAT_TIMEOUT,
        Set.of(Frames.FRAME, Frames.PHYSICS),
        SchedulingPolicy.DEFAULT
            .withAdmission(options.policy())
            .withHedgeBudget(options.hedgeBudget()));
  }

  /** Plays it to the end, or to the first rule that is broken. */
  public Outcome run() {
    return run(_ -> {});
  }

  /**
   * The same.
   *
   * @param progress hears now and then which share of the virtual time has passed
   */
  // whatever the core throws is a finding, with a seed to play it again
  public Outcome run(DoubleConsumer progress) {
    long began = System.nanoTime();
    try {
      play(progress);
      requireHealth();
    } catch (Violation broken) {
      return broken(broken.rule());
    } catch (RuntimeException crashed) {
      return broken("crash: " + crashed + " at " + crashed.getStackTrace()[0]);
    }
    return new Outcome.Passed(
        Summary.of(options, statistics, core, time, System.nanoTime() - began));
  }

  /** How it went over time; complete once it was run. */
  public String plot() {
    return new Plot(options, statistics.timeline).svg();
  }

  private void play(DoubleConsumer progress) {
    long end = options.endNanos();
    long window = statistics.timeline.windowNanos();
    for (long until = window; until < end + window; until += window) {
      time.runUntil(Math.min(until, end));
      statistics.timeline.state(
          time.now() - 1, coordinator.connectedPeers(), core.auditor().queue.pieces());
      progress.accept(Math.min(1, until / (double) end));
    }
    while (!core.auditor().open.isEmpty() && time.now() < end + GRACE) {
      time.runUntil(time.now() + 100 * MS);
    }
    time.runUntil(time.now() + HEARTBEAT_TIMEOUT);
  }

  /** Long after the last fault all is as it should be. */
  private void requireHealth() {
    Violation.unless(
        core.auditor().open.isEmpty(),
        () ->
            "healing: %d tasks never had an outcome, %s for instance"
                .formatted(
                    core.auditor().open.size(),
                    core.auditor().open.keySet().stream().findFirst().orElse("none")));
    SchedulerSnapshot snapshot = core.snapshot();
    for (SchedulerSnapshot.PeerRow row : snapshot.peers()) {
      Violation.unless(
          row.state() == PeerState.ACTIVE || row.state() == PeerState.AVOIDED,
          () -> "healing: %s is still %s".formatted(row.peerId(), row.state()));
    }
    Violation.unless(
        snapshot.peers().size() == options.peers(),
        () ->
            "healing: only %d of %d peers are back"
                .formatted(snapshot.peers().size(), options.peers()));
    double completed = statistics.calmFramesCompleted / (double) Math.max(1, statistics.calmFrames);
    Violation.unless(
        completed >= GOOD || statistics.calmFrames < 100 || !offered.isEasyFor(crowd.capacity()),
        () ->
            "healing: without faults only %.1f %% of the frames completed, with %s"
                .formatted(100 * completed, offered.of(crowd.capacity())));
  }

  private Outcome broken(String rule) {
    return new Outcome.Broken(options.seed(), rule, options.command(), core.trace().toString());
  }
}
