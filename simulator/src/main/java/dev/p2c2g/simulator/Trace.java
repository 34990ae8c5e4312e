package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import java.util.List;
import java.util.Locale;

/** The last events and what the core answered. */
final class Trace {
  private static final int STEPS = 50;

  private final long[] nanos = new long[STEPS];
  private final Event[] events = new Event[STEPS];
  private final Object[] answers = new Object[STEPS];
  private long steps;

  /** An event about to be given to the core; it may not survive it. */
  void begin(long nowNanos, Event event) {
    int at = (int) (steps++ % STEPS);
    nanos[at] = nowNanos;
    events[at] = event;
    answers[at] = List.of();
  }

  void end(List<Command> commands) {
    answers[(int) ((steps - 1) % STEPS)] = commands;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (long i = Math.max(0, steps - STEPS); i < steps; i++) {
      int at = (int) (i % STEPS);
      text.append(String.format(Locale.ROOT, "%12.6f s  %s%n", nanos[at] / 1e9, events[at]));
      if (answers[at] instanceof List<?> commands) {
        commands.forEach(
            command -> text.append("                  -> ").append(command).append('\n'));
      }
    }
    return text.toString();
  }
}
