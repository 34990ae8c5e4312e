package dev.p2c2g.store;

/** Hears what others did to a store; on a thread of the store's, which it must not hold up. */
public interface StoreListener {
  /** There is something to claim. */
  void workArrived();

  /** A task got its outcome. */
  void finished(String taskId);

  /** It hears from now on, or again: anything may have happened before. */
  void mayHaveMissed();
}
