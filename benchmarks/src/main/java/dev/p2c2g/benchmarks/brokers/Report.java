package dev.p2c2g.benchmarks.brokers;

import dev.p2c2g.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures as text, markdown and JSON, each with ours against the best of the others. */
final class Report {
  private static final Path FOLDER = Path.of("p2c2g-out");

  private final Map<Load, Map<String, Figures>> measured;
  private final double loadAverage;

  /**
   * @param loadAverage of the machine, before the measurement began
   */
  Report(Map<Load, Map<String, Figures>> measured, double loadAverage) {
    this.measured = measured;
    this.loadAverage = loadAverage;
  }

  void print() {
    System.out.print(table("%-12s %-10s %10s %10s %10s%n", ""));
    measured.forEach((load, figures) -> System.out.println(comparison(load, figures)));
    System.out.printf(Locale.ROOT, "load average before: %.2f%n", loadAverage);
  }

  /** Writes {@code p2c2g-out/brokers.md} and {@code p2c2g-out/brokers.json}. */
  void write() throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve("brokers.md"),
        table("| %s | %s | %s | %s | %s |%n", "| --- | --- | --- | --- | --- |\n"));
    Files.writeString(FOLDER.resolve("brokers.json"), json() + "\n");
    System.out.println("written to " + FOLDER.resolve("brokers.md") + " and brokers.json");
  }

  private String table(String row, String rule) {
    var text = new StringBuilder();
    text.append(row.formatted("payload", "system", "p50 us", "p99 us", "tasks/s")).append(rule);
    measured.forEach((load, figures) ->
        figures.forEach((name, f) ->
            text.append(
                row.formatted(
                    load.name(),
                    name,
                    whole(f.p50Us()),
                    whole(f.p99Us()),
                    whole(f.tasksPerSecond())))));
    return text.toString();
  }

  private String json() {
    var json = Json.object();
    json.put("load_average", loadAverage)
        .put("rounds", Rounds.COUNT)
        .put("outstanding", Rounds.OUTSTANDING);
    var rows = json.putArray("results");
    measured.forEach((load, figures) ->
        figures.forEach((name, f) ->
            rows.addObject()
                .put("system", name)
                .put("request_bytes", load.requestBytes())
                .put("result_bytes", load.resultBytes())
                .put("p50_us", f.p50Us())
                .put("p99_us", f.p99Us())
                .put("tasks_per_second", f.tasksPerSecond())));
    return json.toPrettyString();
  }

  private static String comparison(Load load, Map<String, Figures> figures) {
    return "%s, ours / best of the others: p50 %s, p99 %s, tasks/s %s"
        .formatted(
            load.name(),
            ratio(figures, Figures::p50Us, Comparator.reverseOrder()),
            ratio(figures, Figures::p99Us, Comparator.reverseOrder()),
            ratio(figures, Figures::tasksPerSecond, Comparator.naturalOrder()));
  }

  private static String ratio(
      Map<String, Figures> figures, ToDoubleFunction<Figures> figure, Comparator<Double> better) {
    var name = Contenders.OURS.name();
    var ours = Optional.ofNullable(figures.get(name)).map(figure::applyAsDouble).orElseThrow();
    return figures.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(name))
        .map(entry -> figure.applyAsDouble(entry.getValue()))
        .max(better)
        .map(best -> String.format(Locale.ROOT, "%.2f", ours / best))
        .orElse("(no other is installed)");
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%.0f", number);
  }
}
