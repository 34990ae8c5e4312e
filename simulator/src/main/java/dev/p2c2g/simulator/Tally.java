package dev.p2c2g.simulator;

/** What the auditor counted, to be compared with what the core counts. */
final class Tally {
  long accepted;
  long completed;
  long failed;
  long cancelled;
  long ignored;
  long retries;
  long hedges;
  long splits;
  long suspicions;
}
