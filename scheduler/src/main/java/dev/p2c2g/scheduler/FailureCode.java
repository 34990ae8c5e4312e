package dev.p2c2g.scheduler;

/** Why a task was refused or ended without a result. */
public enum FailureCode {
  /** Neither configured nor registered by any connected peer. */
  UNSUPPORTED_TASK_TYPE,
  /** The task has a deadline and no connected peer could ever run it. */
  NO_CAPABLE_PEER,
  /** The bounded queue is full. */
  QUEUE_FULL,
  /** The deadline passed before a result came. */
  DEADLINE_EXCEEDED,
  /** The first try and every retry failed. */
  ATTEMPTS_EXHAUSTED,
  /** Cancelled by its gamer. */
  CANCELLED,
  /** The coordinator is stopping, or gave up for a reason of its own. */
  INTERNAL
}
