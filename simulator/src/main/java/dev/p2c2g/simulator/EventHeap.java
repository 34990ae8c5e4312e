package dev.p2c2g.simulator;

import java.util.Arrays;

/**
 * What is still to happen, earliest first; at one instant in the order in which it was added. A
 * heap in plain arrays, so that a run of many millions of events boxes nothing; each place has four
 * below it, whose keys lie side by side, so that fewer lines of memory are read on the way down.
 */
final class EventHeap {
  static final Runnable NOTHING = new Nothing();
  private static final int BELOW = 4;

  /** Of each place its instant, then its number. */
  private long[] keys = new long[2 * 1_024];

  private Runnable[] actions = new Runnable[1_024];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The instant of the next one; only while there is one. */
  long firstTime() {
    return keys[0];
  }

  /** The number of the next one; only while there is one. */
  long firstOrder() {
    return keys[1];
  }

  /**
   * @param order above that of everything that was ever added for the same instant
   */
  void add(long time, long order, Runnable action) {
    if (size == actions.length) {
      keys = Arrays.copyOf(keys, 4 * size);
      actions = Arrays.copyOf(actions, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) / BELOW;
      if (!isBefore(time, order, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, order, action);
  }

  /** Takes the next one out; only while there is one. */
  Runnable poll() {
    Runnable first = actions[0];
    size--;
    long time = keys[2 * size];
    long order = keys[2 * size + 1];
    Runnable action = actions[size];
    actions[size] = NOTHING;
    int hole = 0;
    int child = 1;
    while (child < size) {
      int earliest = earliest(child, Math.min(child + BELOW, size));
      if (isBefore(time, order, earliest)) {
        break;
      }
      move(earliest, hole);
      hole = earliest;
      child = BELOW * hole + 1;
    }
    if (size > 0) {
      put(hole, time, order, action);
    }
    return first;
  }

  private int earliest(int from, int to) {
    int earliest = from;
    for (int i = from + 1; i < to; i++) {
      if (isBefore(keys[2 * i], keys[2 * i + 1], earliest)) {
        earliest = i;
      }
    }
    return earliest;
  }

  private boolean isBefore(long time, long order, int other) {
    long otherTime = keys[2 * other];
    return time < otherTime || (time == otherTime && order < keys[2 * other + 1]);
  }

  private void move(int from, int to) {
    put(to, keys[2 * from], keys[2 * from + 1], actions[from]);
  }

  private void put(int at, long time, long order, Runnable action) {
    keys[2 * at] = time;
    keys[2 * at + 1] = order;
    actions[at] = action;
  }

  /** Stands where no action is, so that none that was taken out is kept alive. */
  private static final class Nothing implements Runnable {
    @Override
    public void run() {}
  }
}
