package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.SchedulerSnapshot.Failover;

/** What happened since the start. */
final class Counts {
  long completedTasks;
  long failedTasks;
  long cancelledTasks;
  long ignoredResults;
  long retries;
  long hedges;
  long hedgesWon;
  long suspicions;
  long stalls;
  long splits;
  long handedBack;

  Failover failover() {
    return new Failover(hedges, hedgesWon, suspicions, stalls, splits, handedBack);
  }
}
