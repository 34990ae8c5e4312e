package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.protocol.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table, and {@code p2c2g-out/flood.json}. */
final class FloodReport {
  private static final Path FILE = Path.of("p2c2g-out", "flood.json");
  static final double BAR_PERCENT = 95;

  private final double loadBefore = load();

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  void header() {
    System.out.printf(
        "%-13s %6s %8s %8s %8s %5s  %s%n",
        "phase", "sent", "in time", "p50 ms", "p99 ms", ">=95%", "refused; % of one processor");
  }

  void row(PhaseFigures figures) {
    var honest = figures.honest();
    System.out.printf(
        Locale.ROOT,
        "%-13s %6d %7.1f%% %8.1f %8.1f %5s  %s; %s%n",
        figures.phase().name(),
        honest.sent(),
        honest.percentInTime(),
        honest.p50Ms(),
        honest.p99Ms(),
        isHeld(figures) ? "yes" : "NO",
        joined(figures.refused()),
        joined(figures.shares()));
    if (!honest.lost().isEmpty()) {
      System.out.println("              lost: " + joined(honest.lost()));
    }
    figures.told().forEach(line -> System.out.println("              " + line));
  }

  private static boolean isHeld(PhaseFigures figures) {
    return figures.honest().percentInTime() >= BAR_PERCENT;
  }

  private static String joined(Map<String, ? extends Number> numbers) {
    return numbers.entrySet().stream()
        .map(e -> e.getKey() + " " + Math.round(e.getValue().doubleValue()))
        .collect(Collectors.joining(", "));
  }

  void write(List<PhaseFigures> phases) throws IOException {
    var json = Json.object();
    json.put("benchmark", "flood")
        .put("load_average_before", loadBefore)
        .put("load_average_after", load())
        .put("bar_percent_in_time", BAR_PERCENT);
    var rows = json.putArray("phases");
    for (var figures : phases) {
      var honest = figures.honest();
      var row =
          rows.addObject()
              .put("phase", figures.phase().name())
              .put("sent", honest.sent())
              .put("in_time", honest.inTime())
              .put("p50_ms", honest.p50Ms())
              .put("p99_ms", honest.p99Ms())
              .put("held", isHeld(figures));
      var lost = row.putObject("lost");
      honest.lost().forEach(lost::put);
      var refused = row.putObject("refused");
      figures.refused().forEach(refused::put);
      var shares = row.putObject("processor_percent");
      figures.shares().forEach(shares::put);
      var told = row.putArray("attacks");
      figures.told().forEach(told::add);
    }
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, json.toPrettyString() + "\n");
    System.out.printf(Locale.ROOT, "load average before %.2f; written to %s%n", loadBefore, FILE);
  }
}
