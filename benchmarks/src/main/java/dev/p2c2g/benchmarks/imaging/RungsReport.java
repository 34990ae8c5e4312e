package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The figures as text, markdown and JSON; each of ours with its speed against each of the others.
 */
final class RungsReport {
  private static final Path FOLDER = Path.of("p2c2g-out");

  private final List<String> ours;
  private final List<String> others;
  private final Map<String, double[]> resized;
  private final Map<String, double[]> codecs;
  private final String loops;
  private final double loadAverage;

  /**
   * @param resized milliseconds a frame of processor time and by the clock, by name
   * @param codecs processor milliseconds of decoding and of encoding, by name
   * @param loops which of our loops ran
   * @param loadAverage of the machine, before the measurement began
   */
  RungsReport(
      List<String> ours,
      List<String> others,
      Map<String, double[]> resized,
      Map<String, double[]> codecs,
      String loops,
      double loadAverage) {
    this.ours = ours;
    this.others = others;
    this.resized = resized;
    this.codecs = codecs;
    this.loops = loops;
    this.loadAverage = loadAverage;
  }

  void print() {
    System.out.println();
    print(resizerRows());
    System.out.println();
    print(codecRows());
    System.out.println();
    System.out.println(loops);
    System.out.printf(Locale.ROOT, "load average before: %.2f%n", loadAverage);
  }

  /** Writes {@code p2c2g-out/rungs.md} and {@code p2c2g-out/rungs.json}. */
  void write() throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve("rungs.md"), markdown(resizerRows()) + "\n" + markdown(codecRows()));
    Files.writeString(FOLDER.resolve("rungs.json"), json() + "\n");
    System.out.println("written to " + FOLDER.resolve("rungs.md") + " and rungs.json");
  }

  private List<List<String>> resizerRows() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of("luma 960x540 to 1920x1080", "CPU ms", "wall ms", "Mpixel/s"));
    others.forEach(other -> head.add("x " + other));
    rows.add(head);
    Stream.concat(ours.stream(), others.stream()).forEach(name -> rows.add(resizerRow(name)));
    return rows;
  }

  private List<String> resizerRow(String name) {
    double ms = ms(name);
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(number("%.2f", ms));
    row.add(number("%.2f", wallMs(name)));
    row.add(number("%.1f", SampleFrame.OUT_MEGAPIXELS / ms * 1e3));
    others.forEach(other -> row.add(ours.contains(name) ? ratio(ms(other) / ms) : ""));
    return row;
  }

  /** So many times as quick; a rung of many multiplications is far below 1. */
  private static String ratio(double times) {
    return number(times < 0.1 ? "%.4f" : "%.2f", times);
  }

  private List<List<String>> codecRows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("JPEG, 4:2:0", "decode 960x540 CPU ms", "encode 1920x1080 CPU ms"));
    codecs.forEach(
        (name, ms) -> rows.add(List.of(name, number("%.2f", ms[0]), number("%.2f", ms[1]))));
    return rows;
  }

  private double ms(String name) {
    return times(name)[0];
  }

  private double wallMs(String name) {
    return times(name)[1];
  }

  private double[] times(String name) {
    return Optional.ofNullable(resized.get(name)).orElseThrow();
  }

  private String json() {
    ObjectNode json = Json.object();
    json.put("load_average", loadAverage).put("loops", loops).put("threads", 1);
    resized.forEach((name, ms) ->
        json.withArray("resizers")
            .addObject()
            .put("name", name)
            .put("ours", ours.contains(name))
            .put("cpu_ms", ms[0])
            .put("wall_ms", ms[1])
            .put("output_mpixel_per_s", SampleFrame.OUT_MEGAPIXELS / ms[0] * 1e3));
    codecs.forEach((name, ms) ->
        json.withArray("codecs")
            .addObject()
            .put("name", name)
            .put("decode_cpu_ms", ms[0])
            .put("encode_cpu_ms", ms[1]));
    return json.toPrettyString();
  }

  private static void print(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String blank = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + blank : "  " + blank + row.get(i));
      }
      System.out.println(line);
    }
  }

  private static String markdown(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (text.indexOf("---") < 0) {
        text.append("| --- ".repeat(row.size())).append("|\n");
      }
    }
    return text.toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
