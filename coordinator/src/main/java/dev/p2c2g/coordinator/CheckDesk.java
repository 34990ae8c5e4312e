package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.FrameClaim;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Looks at results on a thread of its own, for no more than its share of a core: after each it
 * rests. What waits has a bound, and each peer has one place in it, so that a busy peer cannot keep
 * a liar from being looked at. In that place waits any of the results that it sent meanwhile, by
 * lot: one who is honest first gains nothing by it.
 */
final class CheckDesk implements Checks, AutoCloseable {
  private static final Logger LOG = System.getLogger("security");
  private static final long MOST_WAITING_BYTES = 64L << 20;

  /** A look that took longer was the machine's fault, or the first one. */
  private static final long LONGEST_LOOK_NANOS = 100_000_000;

  private final Judge judge;
  private final BiConsumer<Check, Finding> deliver;
  private final long maxPixels;
  private final double share;
  private final RandomGenerator lots = new SecureRandom();
  private final Thread thread = Thread.ofPlatform().daemon().name("checks").unstarted(this::work);

  /** In the order in which they came; guarded by {@code this}, as all below. */
  private final SequencedMap<String, Place> waiting = new LinkedHashMap<>();

  private long waitingBytes;
  private boolean closed;

  /**
   * One peer's.
   *
   * @param of so many results this is one
   */
  private record Place(Check check, int of) {}

  /** Tells what a result is; called on one thread only. */
  interface Judge extends Function<FrameClaim, Finding> {
    /** Called once, before the first. */
    default void prepare() {}
  }

  /**
   * @param judge called on one thread only
   * @param deliver takes each finding, on that thread
   * @param cpuPercent of one core
   */
  CheckDesk(Judge judge, BiConsumer<Check, Finding> deliver, long maxPixels, int cpuPercent) {
    this.judge = judge;
    this.deliver = deliver;
    this.maxPixels = maxPixels;
    this.share = cpuPercent / 100.0;
  }

  @Override
  public synchronized boolean offer(Check check) {
    if (closed || waitingBytes + check.heldBytes() > MOST_WAITING_BYTES) {
      return false;
    }
    var place = waiting.get(check.who());
    if (place != null) {
      drawLots(place, check);
      return false;
    }
    prepare();
    if (check.urgent()) {
      waiting.putFirst(check.who(), new Place(check, 1));
    } else {
      waiting.putLast(check.who(), new Place(check, 1));
    }
    waitingBytes += check.heldBytes();
    notifyAll();
    return true;
  }

  /** Each of the results since the place was taken is as likely to have it (a reservoir of one). */
  private void drawLots(Place place, Check another) {
    var of = place.of() + 1;
    var kept = lots.nextInt(of) == 0 ? another : place.check();
    waitingBytes += kept.heldBytes() - place.check().heldBytes();
    waiting.replace(kept.who(), new Place(kept, of));
  }

  @Override
  public synchronized void prepare() {
    if (!closed && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }

  private void work() {
    judge.prepare();
    try {
      for (var check = next(); check.isPresent(); check = next()) {
        var began = System.nanoTime();
        deliver.accept(check.get(), look(check.get()));
        rest(System.nanoTime() - began);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "no more looking at results", e);
    }
  }

  private Finding look(Check check) {
    try {
      return judge.apply(check.claim(maxPixels));
    } catch (ProtocolException | RuntimeException e) {
      LOG.log(Level.WARNING, "a result of {0} could not be looked at: {1}", check.peerId(), e);
      return new Finding.Unclear("an internal error");
    }
  }

  private synchronized Optional<Check> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    var first = Optional.ofNullable(closed ? null : waiting.firstEntry().getValue().check());
    first.ifPresent(check -> {
      waiting.remove(check.who());
      waitingBytes -= check.heldBytes();
    });
    return first;
  }

  private void rest(long workedNanos) throws InterruptedException {
    var countedNanos = Math.min(LONGEST_LOOK_NANOS, workedNanos);
    Thread.sleep((long) (countedNanos * (1 / share - 1)) / 1_000_000);
  }
}
