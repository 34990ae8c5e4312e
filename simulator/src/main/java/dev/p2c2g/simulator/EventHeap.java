package dev.p2c2g.simulator;

import java.util.Arrays;

/**
 * What is still to happen, earliest first; at one instant in the order in which it was added. A
 * binary heap in plain arrays, so that a run of many millions of events boxes nothing.
 */
final class EventHeap {
  private static final Runnable NOTHING = new Nothing();

  private long[] times = new long[1_024];
  private long[] orders = new long[1_024];
  private Runnable[] actions = new Runnable[1_024];
  private int size;
  private long added;

  boolean isEmpty() {
    return size == 0;
  }

  /** The instant of the next one; only while there is one. */
  long firstTime() {
    return times[0];
  }

  void add(long time, Runnable action) {
    if (size == times.length) {
      grow();
    }
    long order = added++;
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!before(time, order, parent)) {
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
    long time = times[size];
    long order = orders[size];
    Runnable action = actions[size];
    actions[size] = NOTHING;
    int hole = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
        child++;
      }
      if (before(time, order, child)) {
        break;
      }
      move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    if (size > 0) {
      put(hole, time, order, action);
    }
    return first;
  }

  private boolean before(long time, long order, int other) {
    return time < times[other] || (time == times[other] && order < orders[other]);
  }

  private void move(int from, int to) {
    put(to, times[from], orders[from], actions[from]);
  }

  private void put(int at, long time, long order, Runnable action) {
    times[at] = time;
    orders[at] = order;
    actions[at] = action;
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * size);
    orders = Arrays.copyOf(orders, 2 * size);
    actions = Arrays.copyOf(actions, 2 * size);
  }

  /** Stands where no action is, so that none that was taken out is kept alive. */
  private static final class Nothing implements Runnable {
    @Override
    public void run() {}
  }
}
