package dev.p2c2g.store.postgres;

import dev.p2c2g.store.StoreCounts;
import dev.p2c2g.store.StoreSettings.Room;
import dev.p2c2g.store.StoredTask;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whether there is room for more, without counting for every task: what was counted a moment ago,
 * and what went in here since. Near the limit it counts anew. Safe for any thread.
 */
final class Fullness {
  private static final long FRESH_NANOS = 1_000_000_000;

  private final Room room;
  private final LongSupplier nanoClock;
  private long tasks;
  private long bytes;
  private long countedNanos;
  private boolean counted;

  /** Counts what is there. */
  @FunctionalInterface
  interface Counting {
    StoreCounts count() throws SQLException;
  }

  Fullness(Room room, LongSupplier nanoClock) {
    this.room = room;
    this.nanoClock = nanoClock;
  }

  /** Takes room for tasks; the ids of those for which there is none. */
  synchronized Set<String> take(List<StoredTask> batch, Counting counting) throws SQLException {
    var fresh = counted && nanoClock.getAsLong() - countedNanos < FRESH_NANOS;
    if (!fresh || !fits(batch)) {
      var now = counting.count();
      tasks = now.open();
      bytes = now.bytes();
      counted = true;
      countedNanos = nanoClock.getAsLong();
    }
    var refused = new HashSet<String>();
    for (var task : batch) {
      if (fits(List.of(task))) {
        tasks++;
        bytes += task.size();
      } else {
        refused.add(task.taskId());
      }
    }
    return refused;
  }

  private boolean fits(List<StoredTask> batch) {
    var size = batch.stream().mapToLong(StoredTask::size).sum();
    return tasks + batch.size() <= room.openTasks() && bytes + size <= room.openBytes();
  }
}
