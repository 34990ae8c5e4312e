package dev.p2c2g.cli.quality;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures for people: one row a rung. */
final class QualityTable {
  private static final int GAP = 3;
  private static final int MIN_CELL = 8;

  private final List<RungSummary> rungs;
  private final List<String> inputs;
  private final int nameWidth;
  private final int cellWidth;

  /**
   * @param rungs the reference first
   */
  QualityTable(List<RungSummary> rungs) {
    this.rungs = List.copyOf(rungs);
    inputs = List.copyOf(rungs.getFirst().inputs().keySet());
    nameWidth = GAP + longest(rungs.stream().map(RungSummary::rung).toList());
    cellWidth = Math.max(MIN_CELL, 2 + longest(inputs));
  }

  void print(PrintWriter out) {
    int gains = cellWidth * (inputs.size() + 1);
    String gain = "PSNR gain over " + rungs.getFirst().rung() + ", dB";
    out.println(
        left("", nameWidth)
            + right(gain, gains)
            + right("SSIM", cellWidth * inputs.size())
            + right("one thread", 2 * MIN_CELL + GAP));
    String heads = inputs.stream().map(this::cell).collect(Collectors.joining());
    out.println(
        left("rung", nameWidth)
            + heads
            + cell("worst")
            + heads
            + right("ms", MIN_CELL + GAP)
            + right("Mpx/s", MIN_CELL));
    rungs.forEach(rung -> out.println(row(rung)));
    out.println();
    out.println(left("", nameWidth) + "worst: the least gain on any single frame and input");
    rungs.stream()
        .skip(1)
        .forEach(rung -> out.println(left(rung.rung(), nameWidth) + worst(rung.worst())));
    out.println();
    out.println("PSNR of " + rungs.getFirst().rung() + ": " + absolutes(rungs.getFirst()));
    out.flush();
  }

  private String row(RungSummary rung) {
    StringBuilder row = new StringBuilder(left(rung.rung(), nameWidth));
    rung.inputs().values().forEach(of -> row.append(cell(decibels(of.gain()))));
    row.append(cell(decibels(rung.worst().gain())));
    rung.inputs().values().forEach(of -> row.append(cell(number("%.4f", of.ssim()))));
    return row.append(right(number("%.2f", rung.msPerFrame()), MIN_CELL + GAP))
        .append(right(number("%.1f", rung.outputMpixelPerSecond()), MIN_CELL))
        .toString();
  }

  private static String worst(Score score) {
    return "%s on %s, %s".formatted(decibels(score.gain()), score.frame(), score.input());
  }

  private static String absolutes(RungSummary rung) {
    return rung.inputs().entrySet().stream()
        .map(entry -> entry.getKey() + number(" %.2f dB", entry.getValue().psnr()))
        .collect(Collectors.joining(", "));
  }

  /** With its sign; 0 has none. */
  private static String decibels(double value) {
    return number(value == 0 ? "%.2f" : "%+.2f", value);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private String cell(String text) {
    return right(text, cellWidth);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static int longest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }
}
