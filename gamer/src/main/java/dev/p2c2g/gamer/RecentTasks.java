package dev.p2c2g.gamer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The tasks whose results may still be asked for, the newest {@value #MAX_KEPT}. Any thread. */
final class RecentTasks {
  static final int MAX_KEPT = 64;

  private final Map<String, TaskHandle> byId = new LinkedHashMap<>();

  synchronized void keep(String taskId, TaskHandle handle) {
    byId.put(taskId, handle);
    if (byId.size() > MAX_KEPT) {
      byId.remove(byId.keySet().iterator().next());
    }
  }

  synchronized TaskHandle find(String taskId) {
    return Optional.ofNullable(byId.get(taskId))
        .orElseThrow(() ->
            new NoSuchElementException(
                "%s is not among the last %d tasks submitted here, or its result was fetched"
                    .formatted(taskId, MAX_KEPT)));
  }

  synchronized void forget(String taskId) {
    byId.remove(taskId);
  }
}
