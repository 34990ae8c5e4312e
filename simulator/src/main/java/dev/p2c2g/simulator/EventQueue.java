package dev.p2c2g.simulator;

import java.util.Arrays;

/**
 * What is still to happen, earliest first; at one instant in the order in which it was added.
 *
 * <p>A calendar of short slots: only what happens in the current one is kept in order, by a heap so
 * small that it stays in the nearest cache. What lies beyond the calendar waits in a heap of its
 * own until its slot has come.
 */
final class EventQueue {
  /** A slot is 2^18 ns long, about a quarter of a millisecond; all of them about one second. */
  private static final int SLOT_BITS = 18;

  private static final int SLOTS = 1 << 12;

  private final EventHeap current = new EventHeap();
  private final EventHeap beyond = new EventHeap();
  private final Slot[] calendar = new Slot[SLOTS];
  private long slot;
  private int inCalendar;
  private long added;

  /** What happens in one slot, in the order in which it was added. */
  private static final class Slot {
    private long[] times = new long[16];
    private long[] orders = new long[16];
    private Runnable[] actions = new Runnable[16];
    private int size;

    void add(long time, long order, Runnable action) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        orders = Arrays.copyOf(orders, 2 * size);
        actions = Arrays.copyOf(actions, 2 * size);
      }
      times[size] = time;
      orders[size] = order;
      actions[size++] = action;
    }

    void moveTo(EventHeap heap) {
      for (int i = 0; i < size; i++) {
        heap.add(times[i], orders[i], actions[i]);
        actions[i] = EventHeap.NOTHING;
      }
      size = 0;
    }
  }

  EventQueue() {
    Arrays.setAll(calendar, _ -> new Slot());
  }

  boolean isEmpty() {
    return current.isEmpty() && inCalendar == 0 && beyond.isEmpty();
  }

  /** The instant of the next one; only while there is one. */
  long firstTime() {
    turn();
    return current.firstTime();
  }

  void add(long time, Runnable action) {
    long order = added++;
    long ahead = (time >> SLOT_BITS) - slot;
    if (ahead <= 0) {
      current.add(time, order, action);
    } else if (ahead < SLOTS) {
      calendar[place(slot + ahead)].add(time, order, action);
      inCalendar++;
    } else {
      beyond.add(time, order, action);
    }
  }

  /** Takes the next one out; only while there is one. */
  Runnable poll() {
    turn();
    return current.poll();
  }

  /** Goes on to the next slot in which something happens. */
  private void turn() {
    while (current.isEmpty() && !isEmpty()) {
      slot = inCalendar == 0 ? beyond.firstTime() >> SLOT_BITS : slot + 1;
      Slot due = calendar[place(slot)];
      inCalendar -= due.size;
      due.moveTo(current);
      while (!beyond.isEmpty() && beyond.firstTime() >> SLOT_BITS <= slot) {
        long time = beyond.firstTime();
        long order = beyond.firstOrder();
        current.add(time, order, beyond.poll());
      }
    }
  }

  private static int place(long slot) {
    return (int) slot & (SLOTS - 1);
  }
}
