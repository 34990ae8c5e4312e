package dev.p2c2g.cli;

import dev.p2c2g.gamer.SessionReport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A session's figures for people. */
final class ReportTable {
  private final PrintStream out;

  ReportTable(PrintStream out) {
    this.out = out;
  }

  void print(SessionReport report) {
    var frames = report.frames();
    line("frames captured", frames.captured());
    line(
        "upscaled in time",
        String.format(
            Locale.ROOT,
            "%d (%.1f %%)",
            frames.upscaledInTime(),
            100 * frames.upscaledInTimeRatio()));
    line(
        "shown",
        String.format(Locale.ROOT, "%d (%.1f %%)", frames.shown(), 100 * frames.shownRatio()));
    line("shown locally, by cause", causes(report.shownLocally()));
    line("tried more than once", report.retriedTasks());
    line("algorithms", causes(report.algorithms()));
    out.printf("%n  %-24s %8s %8s %8s %8s%n", "milliseconds", "p50", "p95", "p99", "max");
    times("end to end", report.e2eMs());
    report
        .stagesMs()
        .forEach((stage, ms) ->
            times("  " + stage.name().toLowerCase(Locale.ROOT).replace('_', ' '), ms));
    out.printf("%n  %-24s %8s %14s%n", "peer", "frames", "mean work ms");
    report
        .peers()
        .forEach(peer ->
            out.printf(
                Locale.ROOT,
                "  %-24s %8d %14.1f%n",
                peer.peerId(),
                peer.frames(),
                peer.meanProcessingMs()));
  }

  private void line(String what, Object value) {
    out.printf("  %-24s %s%n", what, value);
  }

  private void times(String what, SessionReport.Percentiles ms) {
    if (ms.count() > 0) {
      out.printf(
          Locale.ROOT,
          "  %-24s %8.1f %8.1f %8.1f %8.1f%n",
          what,
          ms.p50(),
          ms.p95(),
          ms.p99(),
          ms.max());
    }
  }

  private static String causes(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }
}
