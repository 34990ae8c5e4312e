package dev.p2c2g.gamer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Decides which frame is shown when, and where from. Knows no pictures and no threads, only numbers
 * and times.
 *
 * <ul>
 *   <li>Frames are shown in the order of their capture, each as soon as it can be.
 *   <li>The oldest frame is waited for until its due time; when a newer result is here already, no
 *       longer than one frame interval after that arrived. Then it is upscaled locally.
 *   <li>A frame known to get no result is upscaled locally when its turn comes.
 *   <li>A result for a frame that has been shown is late and of no use.
 *   <li>When the display falls behind, which is when a frame that could be shown was kept waiting
 *       for more than two frame intervals and newer ones can be shown too, the newest of those is
 *       shown and the others are skipped. (A single stutter is thus caught up with by showing
 *       frames in quick succession, a display that is too slow is not.)
 * </ul>
 *
 * <p>One thread. All times are of the injected clock, compared by difference as {@link
 * System#nanoTime()} asks.
 */
final class Pacer {
  /** What to do next. */
  sealed interface Step {
    /**
     * Show a frame now.
     *
     * @param locally why it has to be upscaled here; empty when its result has arrived
     * @param skipped older frames that will not be shown
     */
    record Show(long index, Optional<LocalCause> locally, List<Long> skipped) implements Step {}

    /**
     * Nothing can be shown yet.
     *
     * @param nanos until that changes by itself; {@link Long#MAX_VALUE} when no frame is open
     */
    record Wait(long nanos) implements Step {}
  }

  /** How a frame's fate was settled before its time was up. */
  private record Outcome(long atNanos, Optional<LocalCause> locally) {}

  private record Entry(long index, long dueNanos, Optional<Outcome> outcome) {
    Entry settled(Outcome settled) {
      return new Entry(index, dueNanos, Optional.of(settled));
    }

    OptionalLong arrivedNanos() {
      return outcome.filter(o -> o.locally().isEmpty()).stream()
          .mapToLong(Outcome::atNanos)
          .findAny();
    }
  }

  private static final int INTERVALS_BEHIND = 2;

  private final LongSupplier nanoTime;
  private final long deadlineNanos;
  private final long intervalNanos;
  private final List<Entry> open = new ArrayList<>();

  /** Since when the frame shown last could have been: no frame can be shown before its elder. */
  private long elderNanos;

  Pacer(LongSupplier nanoTime, long deadlineNanos, long intervalNanos) {
    this.nanoTime = nanoTime;
    this.deadlineNanos = deadlineNanos;
    this.intervalNanos = intervalNanos;
    this.elderNanos = nanoTime.getAsLong();
  }

  /** A frame was captured; frames are told of in the order of their capture. */
  void captured(long index, long capturedNanos) {
    open.add(new Entry(index, capturedNanos + deadlineNanos, Optional.empty()));
  }

  /**
   * A frame's result has arrived.
   *
   * @return false when it is late: its frame was shown or skipped already
   */
  boolean arrived(long index, long atNanos) {
    return settle(index, new Outcome(atNanos, Optional.empty()));
  }

  /**
   * A frame will get no result, or none that can be used.
   *
   * @return false when that makes no difference any more
   */
  boolean local(long index, LocalCause cause) {
    return settle(index, new Outcome(nanoTime.getAsLong(), Optional.of(cause)));
  }

  /** What to do now. The frames of a {@link Step.Show} are thereby closed. */
  Step next() {
    long now = nanoTime.getAsLong();
    int showable = 0;
    while (showable < open.size() && now - showableNanos(showable) >= 0) {
      showable++;
    }
    if (showable == 0) {
      return new Step.Wait(open.isEmpty() ? Long.MAX_VALUE : showableNanos(0) - now);
    }
    boolean behind = now - later(elderNanos, showableNanos(0)) > INTERVALS_BEHIND * intervalNanos;
    return show(behind ? showable : 1);
  }

  boolean isIdle() {
    return open.isEmpty();
  }

  /** Closes the first so many frames, of which the last is to be shown. */
  private Step show(int count) {
    List<Long> skipped = open.subList(0, count - 1).stream().map(Entry::index).toList();
    for (int i = 0; i < count; i++) {
      elderNanos = later(elderNanos, showableNanos(i));
    }
    Entry shown = open.get(count - 1);
    open.subList(0, count).clear();
    Optional<LocalCause> locally =
        shown.outcome().map(Outcome::locally).orElse(Optional.of(LocalCause.LATE));
    return new Step.Show(shown.index(), locally, skipped);
  }

  /** Since when, or from when on, a frame can be shown as far as it alone matters. */
  private long showableNanos(int position) {
    Entry entry = open.get(position);
    return entry.outcome().isPresent() ? entry.outcome().get().atNanos() : giveUpNanos(position);
  }

  private long giveUpNanos(int position) {
    long until = open.get(position).dueNanos();
    for (Entry newer : open.subList(position + 1, open.size())) {
      OptionalLong arrived = newer.arrivedNanos();
      if (arrived.isPresent()) {
        until = earlier(until, arrived.getAsLong() + intervalNanos);
      }
    }
    return until;
  }

  private boolean settle(long index, Outcome outcome) {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).index() == index) {
        open.set(i, open.get(i).settled(outcome));
        return true;
      }
    }
    return false;
  }

  private static long earlier(long a, long b) {
    return a - b < 0 ? a : b;
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }
}
