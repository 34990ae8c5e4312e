package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import java.util.List;

/** The real core, every step of it traced and audited, some of them timed. */
final class CoreUnderAudit {
  private static final int TIMED_ONE_IN = 16;

  private final SchedulerCore core;
  private final Auditor auditor;
  private final Trace trace = new Trace();
  private final Histogram stepNanos = new Histogram();
  private long steps;

  CoreUnderAudit(SchedulerLimits limits, int stepsBetweenScans) {
    core = new SchedulerCore(limits);
    auditor = new Auditor(limits, stepsBetweenScans);
  }

  List<Command> step(Event event, long nowNanos) {
    trace.begin(nowNanos, event);
    List<Command> commands =
        steps++ % TIMED_ONE_IN == 0 ? timed(event, nowNanos) : core.step(event, nowNanos);
    trace.end(commands);
    auditor.check(event, nowNanos, commands, core::snapshot);
    return commands;
  }

  private List<Command> timed(Event event, long nowNanos) {
    long began = System.nanoTime();
    List<Command> commands = core.step(event, nowNanos);
    stepNanos.add(System.nanoTime() - began);
    return commands;
  }

  SchedulerSnapshot snapshot() {
    return core.snapshot();
  }

  Auditor auditor() {
    return auditor;
  }

  Trace trace() {
    return trace;
  }

  /** How long steps of the core took in real time. */
  Histogram stepNanos() {
    return stepNanos;
  }

  long steps() {
    return steps;
  }
}
