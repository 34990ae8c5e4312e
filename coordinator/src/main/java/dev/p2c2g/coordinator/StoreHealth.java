package dev.p2c2g.coordinator;

import dev.p2c2g.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether a store answers, and since when; says so once each time it changes. Any thread. */
final class StoreHealth {
  private static final Logger LOG = System.getLogger("store");

  private final LongSupplier nanoClock;
  private boolean well;
  private long sinceNanos;

  StoreHealth(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  synchronized void answered() {
    if (!well) {
      well = true;
      sinceNanos = nanoClock.getAsLong();
      LOG.log(Level.INFO, "the store answers");
    }
  }

  synchronized void failed(StoreException why) {
    if (well) {
      well = false;
      LOG.log(
          Level.WARNING,
          "the store does not answer, tasks without a deadline are refused: {0}",
          why.getMessage());
    }
  }

  synchronized boolean isWell() {
    return well;
  }

  /** Whether it has answered for so long without a break. */
  synchronized boolean isWellFor(Duration time) {
    return well && nanoClock.getAsLong() - sinceNanos >= time.toNanos();
  }
}
