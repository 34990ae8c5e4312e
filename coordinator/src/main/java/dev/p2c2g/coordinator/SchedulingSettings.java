package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.scheduler.SchedulingPolicy;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The section {@code scheduling}: how the coordinator weighs what it may.
 *
 * @param admission what happens to a task that is not expected to meet its deadline
 * @param hedgeBudgetPercent 0 to 100; second tries while the first still runs, of 100 tasks
 * @param splitOverMs 0 to 3,600,000; a frame expected to take longer is split, 0 for never
 * @param agingMs 1 to 3,600,000; waiting that raises a gamer's tasks by one priority
 * @param probeIntervalMs 1 to 60,000; silence after which a peer that holds work is probed
 * @param suspectAfterMs 1 to 60,000; least silence after a probe that makes a peer suspect
 * @param stallAfterMs 2 to 600,000; least silence after a probe that costs a peer its work; more
 *     than {@code suspectAfterMs}
 * @param explainedTasks 0 to 100,000; the last tasks whose story is kept, 0 for none
 */
public record SchedulingSettings(
    Admission admission,
    int hedgeBudgetPercent,
    long splitOverMs,
    long agingMs,
    long probeIntervalMs,
    long suspectAfterMs,
    long stallAfterMs,
    int explainedTasks) {
  static final String SUSPECT_KEY = "scheduling.suspect_after_ms";
  static final String STALL_KEY = "scheduling.stall_after_ms";
  private static final IntRange PERCENT = IntRange.of(0, 100);
  private static final IntRange SPLIT_OVER = IntRange.of(0, 3_600_000);
  private static final IntRange AGING = IntRange.of(1, 3_600_000);
  private static final IntRange PROBE = IntRange.of(1, 60_000);
  private static final IntRange STALL = IntRange.of(2, 600_000);
  private static final IntRange EXPLAINED = IntRange.of(0, 100_000);

  /** What happens to a task that is not expected to meet its deadline. */
  public enum Admission {
    /** It is refused at once, with the reason. */
    STRICT,
    /** It is done as soon as possible, and fails when its deadline has passed. */
    BEST_EFFORT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Rejects what is out of range. */
  public SchedulingSettings {
    PERCENT.require("scheduling.hedge_budget_percent", hedgeBudgetPercent);
    SPLIT_OVER.require("scheduling.split_over_ms", splitOverMs);
    AGING.require("scheduling.aging_ms", agingMs);
    PROBE.require("scheduling.probe_interval_ms", probeIntervalMs);
    PROBE.require(SUSPECT_KEY, suspectAfterMs);
    STALL.require(STALL_KEY, stallAfterMs);
    EXPLAINED.require("scheduling.explained_tasks", explainedTasks);
  }

  static SchedulingSettings read(Settings settings) {
    return new SchedulingSettings(
        settings.word("scheduling.admission", Admission.BEST_EFFORT),
        settings.integer("scheduling.hedge_budget_percent", 10, PERCENT),
        settings.number("scheduling.split_over_ms", 25, SPLIT_OVER),
        settings.number("scheduling.aging_ms", 1_000, AGING),
        settings.number("scheduling.probe_interval_ms", 8, PROBE),
        settings.number(SUSPECT_KEY, 20, PROBE),
        settings.number(STALL_KEY, 250, STALL),
        settings.integer("scheduling.explained_tasks", 1_000, EXPLAINED));
  }

  boolean stallsBeforeItSuspects() {
    return stallAfterMs <= suspectAfterMs;
  }

  /** As the scheduler takes it. */
  SchedulingPolicy policy() {
    return new SchedulingPolicy(
        switch (admission) {
          case STRICT -> SchedulingPolicy.AdmissionMode.STRICT;
          case BEST_EFFORT -> SchedulingPolicy.AdmissionMode.BEST_EFFORT;
        },
        hedgeBudgetPercent / 100.0,
        TimeUnit.MILLISECONDS.toNanos(splitOverMs),
        TimeUnit.MILLISECONDS.toNanos(agingMs),
        TimeUnit.MILLISECONDS.toNanos(probeIntervalMs),
        TimeUnit.MILLISECONDS.toNanos(suspectAfterMs),
        TimeUnit.MILLISECONDS.toNanos(stallAfterMs));
  }
}
