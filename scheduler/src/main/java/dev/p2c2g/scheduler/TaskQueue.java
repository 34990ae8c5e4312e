package dev.p2c2g.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tasks that wait for a peer. Tasks with the same {@link Demand} stand in one line, and only
 * the heads of the lines are visible, in the order of the tasks: if no peer suits a head, none
 * suits those behind it either, and the next line's head is looked at.
 */
final class TaskQueue {
  private final Map<Demand, NavigableSet<OpenTask>> lines = new HashMap<>();
  private final NavigableSet<OpenTask> heads = new TreeSet<>(OpenTask.ORDER);
  private int size;

  int size() {
    return size;
  }

  void add(OpenTask task) {
    NavigableSet<OpenTask> line =
        lines.computeIfAbsent(task.demand(), d -> new TreeSet<>(OpenTask.ORDER));
    hideHead(line);
    line.add(task);
    size++;
    showHead(line);
  }

  /** Takes out a task that is in the queue. */
  void remove(OpenTask task) {
    NavigableSet<OpenTask> line = lines.get(task.demand());
    if (line == null) {
      throw new IllegalStateException("task " + task.id() + " is not queued");
    }
    hideHead(line);
    line.remove(task);
    size--;
    showHead(line);
    if (line.isEmpty()) {
      lines.remove(task.demand());
    }
  }

  Optional<OpenTask> firstHead() {
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.first());
  }

  /** The first head that comes after the given task, which may have left the queue meanwhile. */
  Optional<OpenTask> headAfter(OpenTask task) {
    return Optional.ofNullable(heads.higher(task));
  }

  private void hideHead(NavigableSet<OpenTask> line) {
    if (!line.isEmpty()) {
      heads.remove(line.first());
    }
  }

  private void showHead(NavigableSet<OpenTask> line) {
    if (!line.isEmpty()) {
      heads.add(line.first());
    }
  }
}
