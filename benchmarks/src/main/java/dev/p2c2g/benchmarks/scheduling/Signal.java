package dev.p2c2g.benchmarks.scheduling;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals of POSIX, sent by the system call itself: a {@code kill} command takes milliseconds. */
enum Signal {
  KILL(9),
  STOP(19),
  CONT(18);

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /**
   * Sends it.
   *
   * @return {@link System#nanoTime} just before
   */
  long send(long pid) {
    var nowNanos = System.nanoTime();
    try {
      if ((int) CALL.invokeExact((int) pid, number) != 0) {
        throw new IllegalStateException("cannot send " + this + " to process " + pid);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return nowNanos;
  }
}
