package dev.p2c2g.coordinator;

import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.TaskStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Opens a store at the start, and waits where it is not there yet. */
final class StoreOpening {
  private static final Logger LOG = System.getLogger("store");
  private static final long FIRST_AGAIN_MS = 250;
  private static final long LONGEST_AGAIN_MS = 5_000;

  private StoreOpening() {}

  /**
   * The store, once it answers.
   *
   * @param wanted false when nobody waits for it any more
   * @throws CoordinatorStartException when waiting does not help, and when nobody wants it
   */
  static TaskStore open(DatabaseSettings database, LimitSettings limits, BooleanSupplier wanted) {
    var provider = StoreProvider.of(database.type().toString());
    var againMs = FIRST_AGAIN_MS;
    for (var tries = 1; wanted.getAsBoolean(); tries++) {
      try {
        return provider.open(database.toStoreSettings(limits));
      } catch (StoreException e) {
        if (e.isLasting()) {
          throw new CoordinatorStartException("database: " + e.getMessage(), e);
        }
        LOG.log(
            Level.WARNING,
            "waiting for the database (try {0}, the next one in {1} ms): {2}",
            tries,
            againMs,
            e.getMessage());
      } catch (IllegalArgumentException e) {
        throw new CoordinatorStartException("database: " + e.getMessage(), e);
      }
      pause(againMs);
      againMs = Math.min(LONGEST_AGAIN_MS, 2 * againMs);
    }
    throw new CoordinatorStartException("stopped while waiting for the database");
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CoordinatorStartException("interrupted while waiting for the database", e);
    }
  }
}
