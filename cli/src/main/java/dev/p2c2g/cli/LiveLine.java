package dev.p2c2g.cli;

import dev.p2c2g.gamer.SessionReport;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** Progress of a session: one line that renews itself on a terminal, a line a second elsewhere. */
final class LiveLine {
  private static final int WIDTH = 100;

  private final boolean terminal = isTerminal();
  private double lastSeconds = -1;

  void show(SessionReport report) {
    if (terminal) {
      System.out.print("\r" + text(report));
      System.out.flush();
    } else if (report.seconds() - lastSeconds >= 1) {
      lastSeconds = report.seconds();
      System.out.println(text(report).strip());
    }
  }

  /** Leaves the line as it is and begins the next. */
  void end() {
    if (terminal) {
      System.out.println();
    }
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  private static String text(SessionReport report) {
    var text =
        String.format(
            Locale.ROOT,
            "%5.1f s  %4.1f fps  e2e p50 %.0f ms p99 %.0f ms  in flight %d  in time %d of %d  local %d%s",
            report.seconds(),
            report.recentFps(),
            report.e2eMs().p50(),
            report.e2eMs().p99(),
            report.inFlight(),
            report.frames().upscaledInTime(),
            report.frames().captured(),
            report.frames().shown() - report.frames().upscaledInTime(),
            report.connected() ? "" : "  (not connected)");
    return String.format("%-" + WIDTH + "s", text);
  }
}
