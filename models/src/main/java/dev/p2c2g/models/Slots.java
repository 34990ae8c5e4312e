package dev.p2c2g.models;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** As many runs at a time as memory allows; further lanes wait here. */
final class Slots {
  private static final long LOOK_MS = 20;

  private final Semaphore free;
  private final Queue<Slot> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<Slot> maker;

  Slots(int count, Supplier<Slot> maker) {
    free = new Semaphore(count);
    this.maker = maker;
  }

  /** Waits for a slot, which must be given back, for as long as that is wanted. */
  Slot take(Runnable stillWanted) {
    stillWanted.run();
    try {
      while (!free.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
        stillWanted.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for memory");
    }
    Slot used = idle.poll();
    return used == null ? maker.get() : used;
  }

  void giveBack(Slot slot) {
    idle.add(slot);
    free.release();
  }
}
