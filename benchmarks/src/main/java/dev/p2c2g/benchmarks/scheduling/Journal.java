package dev.p2c2g.benchmarks.scheduling;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** When which peer got which piece of work, as the peers themselves say; safe for any thread. */
final class Journal {
  private final Map<String, Queue<Entry>> byWork = new ConcurrentHashMap<>();

  /**
   * One line of a peer.
   *
   * @param work a task's id, or that of a part of it
   * @param sent whether the result was sent; else the task came
   * @param atNanos on the clock of {@link System#nanoTime}, which the processes of a machine share
   */
  record Entry(String peer, String work, boolean sent, int attempt, long atNanos) {
    /** The task it is, or is a part of. */
    String task() {
      var dot = work.indexOf('.');
      return dot < 0 ? work : work.substring(0, dot);
    }
  }

  void add(Entry entry) {
    byWork.computeIfAbsent(entry.work(), _ -> new ConcurrentLinkedQueue<>()).add(entry);
  }

  /** What was noted of each piece of work. */
  Collection<List<Entry>> works() {
    return byWork.values().stream().map(List::copyOf).toList();
  }

  /** How many pieces of work a peer got. */
  int countOf(String peer) {
    return (int)
        byWork.values().stream()
            .filter(work -> work.stream().anyMatch(entry -> entry.peer().equals(peer)))
            .count();
  }

  void clear() {
    byWork.clear();
  }
}
