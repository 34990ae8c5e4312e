package dev.p2c2g.imaging.kernels;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which of two sets of inner loops runs. The scalar one does until {@link #tune} has seen the
 * vector one compiled and quicker: cold vector code would cost the first frames seconds each, and
 * on some processors it stays slow. The system property {@value #PROPERTY} ({@code scalar} or
 * {@code vector}) chooses outright. Safe to use from many threads.
 *
 * @param <K> a set of loops
 */
public final class KernelChoice<K> {
  /** Forces one set. */
  public static final String PROPERTY = "p2c2g.rows";

  /**
   * Batches in a row that the vector set must win, so that one preempted batch of the other proves
   * nothing.
   */
  private static final int WINS = 5;

  private final String what;
  private final K scalar;
  private final Supplier<K> vector;
  private final Function<K, String> name;
  private volatile K active;
  private volatile String report;
  private boolean settled;

  /**
   * @param what is chosen, for the report
   * @param vector the vector set; may fail with a {@link LinkageError} where the JVM has no Vector
   *     API, or an {@link UnsupportedOperationException} that says why it does not suit
   * @param name of a set, for the report
   */
  public KernelChoice(String what, K scalar, Supplier<K> vector, Function<K, String> name) {
    this.what = what;
    this.scalar = scalar;
    this.vector = vector;
    this.name = name;
    Optional<String> forced = Optional.ofNullable(System.getProperty(PROPERTY));
    settled = forced.isPresent();
    active = forced.map(this::forced).orElse(scalar);
    report = what + ": " + name.apply(active) + (settled ? ", forced" : ", not tuned");
  }

  private K forced(String set) {
    return switch (set) {
      case "scalar" -> scalar;
      case "vector" -> vector.get();
      default ->
          throw new IllegalArgumentException(
              "system property %s is '%s', must be scalar or vector".formatted(PROPERTY, set));
    };
  }

  /** The set to use now. */
  public K active() {
    return active;
  }

  /** One line for the log: which set runs, and why. */
  public String report() {
    return report;
  }

  /**
   * Compares the sets until the vector one wins, at most so long; the quicker one runs from then
   * on. The thread's processor time decides: a machine that is busy with something else slows
   * neither. May be called again where the vector set did not win.
   *
   * @param batch runs a little of every loop, a millisecond or so
   */
  public synchronized void tune(Consumer<K> batch, long maxNanos) {
    if (settled) {
      return;
    }
    try {
      race(vector.get(), batch, maxNanos);
    } catch (LinkageError e) {
      report = what + ": scalar, since the JVM runs without --add-modules jdk.incubator.vector";
    } catch (UnsupportedOperationException e) {
      report = what + ": scalar, since " + e.getMessage();
    }
  }

  private void race(K contender, Consumer<K> batch, long maxNanos) {
    long begin = System.nanoTime();
    int wins = 0;
    long scalarNanos;
    long vectorNanos;
    do {
      scalarNanos = cpuNanos(batch, scalar);
      vectorNanos = cpuNanos(batch, contender);
      wins = vectorNanos < scalarNanos ? wins + 1 : 0;
    } while (wins < WINS && System.nanoTime() - begin < maxNanos);
    settled = wins == WINS;
    active = settled ? contender : scalar;
    report =
        String.format(
            Locale.ROOT,
            "%s: %s, after %d ms (%s takes %.2f of the time of %s)",
            what,
            name.apply(active),
            (System.nanoTime() - begin) / 1_000_000,
            name.apply(contender),
            (double) vectorNanos / scalarNanos,
            name.apply(scalar));
  }

  private static <K> long cpuNanos(Consumer<K> batch, K set) {
    long begin = cpuNanos();
    batch.accept(set);
    return cpuNanos() - begin;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
