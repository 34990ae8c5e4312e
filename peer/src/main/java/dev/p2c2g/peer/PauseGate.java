package dev.p2c2g.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Whether a peer works or is paused. It is paused while at least one source gives a reason. What a
 * paused peer must not do is done through {@link #unlessPaused}, so that nothing of it comes behind
 * the word that the peer pauses. Safe for any thread; nothing done under it may wait.
 */
final class PauseGate {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, String> reasonBySource = new LinkedHashMap<>();

  /** Does something that a paused peer does not do; empty when paused. */
  <T> Optional<T> unlessPaused(Supplier<T> action) {
    lock.readLock().lock();
    try {
      return reasonBySource.isEmpty() ? Optional.of(action.get()) : Optional.empty();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * A source wants the peer to pause.
   *
   * @param handBack done once, when this is the first reason
   * @return what {@code handBack} returned, 0 when the peer was paused already
   */
  int pause(String source, String reason, IntSupplier handBack) {
    lock.writeLock().lock();
    try {
      var first = reasonBySource.isEmpty();
      reasonBySource.put(source, reason);
      return first ? handBack.getAsInt() : 0;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * A source has no reason any more.
   *
   * @param resumed done when that was the last one
   */
  void resume(String source, Runnable resumed) {
    lock.writeLock().lock();
    try {
      if (reasonBySource.remove(source) != null && reasonBySource.isEmpty()) {
        resumed.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Does something between pauses, knowing why the peer is paused. */
  void between(Consumer<List<String>> action) {
    lock.writeLock().lock();
    try {
      action.accept(reasons());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Why the peer is paused, the oldest source first; empty when it works. */
  List<String> reasons() {
    lock.readLock().lock();
    try {
      return List.copyOf(reasonBySource.values());
    } finally {
      lock.readLock().unlock();
    }
  }

  boolean isPaused() {
    return !reasons().isEmpty();
  }
}
