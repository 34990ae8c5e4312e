package dev.p2c2g.cli.quality;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** How far the measurement is: a line that renews itself on a terminal, now and then one else. */
final class Progress {
  private static final long SILENCE_NANOS = 10_000_000_000L;
  private static final int WIDTH = 100;

  private final PrintWriter err;
  private final boolean terminal = isTerminal();
  private int steps = 1;
  private int done;
  private long beganNanos = System.nanoTime();
  private long saidNanos = System.nanoTime();

  Progress(PrintWriter err) {
    this.err = err;
  }

  void begin(int all) {
    steps = all;
  }

  /** What is done now. */
  void say(String what) {
    long now = System.nanoTime();
    if (terminal) {
      err.print("\r" + ("%-" + WIDTH + "s").formatted(line(what, now)));
      err.flush();
    } else if (now - saidNanos > SILENCE_NANOS) {
      err.println(line(what, now));
      err.flush();
      saidNanos = now;
    }
  }

  /** One frame's input is through. The clock starts with the first: what precedes is not work. */
  void step() {
    done++;
    if (done == 1) {
      beganNanos = System.nanoTime();
    }
  }

  void end() {
    if (terminal) {
      err.print("\r" + " ".repeat(WIDTH) + "\r");
      err.flush();
    }
  }

  private String line(String what, long now) {
    String left = "";
    if (done > 1) {
      double seconds = (now - beganNanos) / 1e9 / (done - 1) * (steps - done);
      left = String.format(Locale.ROOT, ", about %.0f s to go", seconds);
    }
    return "%d of %d done%s; %s".formatted(done, steps, left, what);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
