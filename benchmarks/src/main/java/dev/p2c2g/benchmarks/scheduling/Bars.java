package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.protocol.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What one benchmark is held to, what it measured, and on how busy a machine. */
public final class Bars {
  private static final Path FOLDER = Path.of("p2c2g-out");
  private static final String ROW = "%-66s %12s %12s %6s%n";

  private final String name;
  private final double loadAverage = loadAverage();
  private final List<Bar> bars = new ArrayList<>();
  private final ObjectNode figures = Json.object();

  /** Limit and measured value in the same unit. */
  private record Bar(String what, String unit, String sign, double limit, double measured) {
    boolean held() {
      return sign.equals("<") ? measured < limit : measured <= limit;
    }
  }

  /** Begins now: the load of the machine is noted. */
  public Bars(String name) {
    this.name = name;
  }

  public void atMost(String what, double limit, String unit, double measured) {
    bars.add(new Bar(what, unit, "<=", limit, measured));
  }

  public void below(String what, double limit, String unit, double measured) {
    bars.add(new Bar(what, unit, "<", limit, measured));
  }

  /** A figure without a bar. */
  public void note(String figure, double value) {
    figures.put(figure, value);
  }

  /** Prints the table and writes {@code p2c2g-out/NAME.json}. */
  public void finish() throws IOException {
    System.out.printf("%n" + ROW, name, "bar", "measured", "held");
    for (var bar : bars) {
      System.out.printf(
          ROW,
          bar.what(),
          bar.sign() + " " + number(bar.limit()) + " " + bar.unit(),
          number(bar.measured()) + " " + bar.unit(),
          bar.held() ? "yes" : "NO");
    }
    figures
        .properties()
        .forEach(figure ->
            System.out.printf(
                "%-66s %25s%n", figure.getKey(), number(figure.getValue().asDouble())));
    System.out.printf(
        Locale.ROOT, "load average before %.2f, after %.2f%n", loadAverage, loadAverage());
    write();
  }

  private void write() throws IOException {
    var json = Json.object();
    json.put("benchmark", name)
        .put("load_average_before", loadAverage)
        .put("load_average_after", loadAverage());
    var rows = json.putArray("bars");
    for (var bar : bars) {
      rows.addObject()
          .put("what", bar.what())
          .put("bar", bar.sign() + " " + number(bar.limit()))
          .put("unit", bar.unit())
          .put("measured", bar.measured())
          .put("held", bar.held());
    }
    json.set("figures", figures);
    Files.createDirectories(FOLDER);
    var file = FOLDER.resolve(name + ".json");
    Files.writeString(file, json.toPrettyString() + "\n");
    System.out.println("written to " + file);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
