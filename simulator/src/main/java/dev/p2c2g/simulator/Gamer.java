package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.TaskSpec;

/** Somebody who sends tasks while present. */
interface Gamer {
  /** Sends from now on, until the end. */
  void start();

  /** Goes, taking back what is open. */
  void leave();

  /** A task ended, well or not, or was refused. */
  void ended(TaskSpec task);
}
