package dev.p2c2g.coordinator;

/**
 * What a gamer took of its allowance.
 *
 * @param bytes of task payloads
 */
record Spent(long tasks, long bytes) {
  static final Spent NOTHING = new Spent(0, 0);

  /** What came to it since. */
  Spent since(Spent before) {
    return new Spent(Math.max(0, tasks - before.tasks), Math.max(0, bytes - before.bytes));
  }
}
