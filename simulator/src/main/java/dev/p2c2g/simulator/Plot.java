package dev.p2c2g.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A run over time as SVG: latency, frames in time, peers and queue; bands where much went wrong.
 */
final class Plot {
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 760;
  private static final int LEFT = 80;
  private static final int RIGHT = 150;
  private static final int PANEL = 180;
  private static final int GAP = 50;
  private static final int TOP = 60;

  private final SimulationOptions options;
  private final Timeline timeline;
  private final StringBuilder svg = new StringBuilder();

  private record Curve(String name, String colour, IntToDoubleFunction values) {}

  Plot(SimulationOptions options, Timeline timeline) {
    this.options = options;
    this.timeline = timeline;
  }

  String svg() {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>",
            WIDTH,
            HEIGHT));
    add("<rect width='100%' height='100%' fill='white'/>");
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='30' font-size='17'>%,d peers, %,d gamers, %d frames a second each, seed %d</text>",
            LEFT,
            options.peers(),
            options.gamers(),
            options.fps(),
            options.seed()));
    panel(
        0,
        "end to end, ms",
        List.of(
            new Curve("p50", "#2a9d8f", w -> timeline.latencyMs(w, 0.5)),
            new Curve("p90", "#e9a23b", w -> timeline.latencyMs(w, 0.9)),
            new Curve("p99", "#c0392b", w -> timeline.latencyMs(w, 0.99))));
    panel(
        1,
        "frames in time, %",
        List.of(new Curve("in time", "#2a6f97", w -> 100 * timeline.inTimeRate(w))));
    panel(
        2,
        "peers, pieces",
        List.of(
            new Curve("peers connected", "#555555", timeline::peers),
            new Curve("pieces waiting", "#8e44ad", timeline::waiting)));
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='%d'>virtual time, s</text>",
            LEFT + plotWidth() / 2 - 40,
            HEIGHT - 12));
    add("</svg>");
    return svg.toString();
  }

  private void panel(int index, String title, List<Curve> curves) {
    int top = TOP + index * (PANEL + GAP);
    double most = niceCeiling(curves);
    marks(top);
    add(
        String.format(
            Locale.ROOT,
            "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#888'/>",
            LEFT,
            top,
            plotWidth(),
            PANEL));
    add(
        String.format(
            Locale.ROOT, "<text x='%d' y='%d' font-weight='bold'>%s</text>", LEFT, top - 8, title));
    for (int i = 0; i <= 4; i++) {
      double y = top + PANEL - PANEL * i / 4.0;
      add(
          String.format(
              Locale.ROOT,
              "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>",
              LEFT,
              WIDTH - RIGHT,
              y,
              y));
      add(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%.1f' text-anchor='end'>%s</text>",
              LEFT - 6,
              y + 4,
              label(most * i / 4)));
    }
    seconds(top + PANEL);
    for (int i = 0; i < curves.size(); i++) {
      draw(curves.get(i), top, most, i);
    }
  }

  private void marks(int top) {
    for (Timeline.Mark mark : timeline.marks()) {
      double from = x(mark.fromNanos());
      double width = Math.max(1, x(mark.toNanos()) - from);
      String colour = mark.fault() == Fault.PARTITION ? "#f6d5b5" : "#c9d6ea";
      add(
          String.format(
              Locale.ROOT,
              "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'><title>%s</title></rect>",
              from,
              top,
              width,
              PANEL,
              colour,
              mark.fault()));
    }
    if (!options.faults().isEmpty()) {
      add(
          String.format(
              Locale.ROOT,
              "<line x1='%1$.1f' x2='%1$.1f' y1='%2$d' y2='%3$d' stroke='#3a3' stroke-dasharray='4 3'>"
                  + "<title>faults stop</title></line>",
              x(options.calmNanos()),
              top,
              top + PANEL));
    }
    if (top == TOP && !options.faults().isEmpty()) {
      int y = TOP + PANEL - 50;
      legend(y, "#f6d5b5", "partition");
      legend(y + 20, "#c9d6ea", "coordinator stood");
      legend(y + 40, "#3a3", "faults stop");
    }
  }

  private void legend(int y, String colour, String name) {
    int x = WIDTH - RIGHT + 10;
    add(
        String.format(
            Locale.ROOT, "<rect x='%d' y='%d' width='14' height='10' fill='%s'/>", x, y, colour));
    add(String.format(Locale.ROOT, "<text x='%d' y='%d'>%s</text>", x + 20, y + 10, name));
  }

  private void seconds(int y) {
    double all = options.endNanos() / 1e9;
    for (int i = 0; i <= 6; i++) {
      double second = all * i / 6;
      add(
          String.format(
              Locale.ROOT,
              "<text x='%.1f' y='%d' text-anchor='middle' fill='#555'>%s</text>",
              x((long) (second * 1e9)),
              y + 16,
              label(second)));
    }
  }

  private void draw(Curve curve, int top, double most, int index) {
    List<String> points = new ArrayList<>();
    for (int w = 0; w < timeline.windows(); w++) {
      double x = x((long) ((w + 0.5) * timeline.windowNanos()));
      double y = top + PANEL - PANEL * Math.min(1, curve.values().applyAsDouble(w) / most);
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
    }
    add(
        String.format(
            Locale.ROOT,
            "<polyline points='%s' fill='none' stroke='%s' stroke-width='1.8'/>",
            String.join(" ", points),
            curve.colour()));
    legend(top + 4 + 20 * index, curve.colour(), curve.name());
  }

  /** The least of 1, 2, 2.5, 5 times a power of ten that nothing exceeds. */
  private double niceCeiling(List<Curve> curves) {
    double most =
        curves.stream()
            .flatMapToDouble(c -> IntStream.range(0, timeline.windows()).mapToDouble(c.values()))
            .max()
            .orElse(1);
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1))));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (most <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private double x(long nanos) {
    return LEFT + plotWidth() * Math.clamp(nanos / (double) options.endNanos(), 0, 1);
  }

  private static int plotWidth() {
    return WIDTH - LEFT - RIGHT;
  }

  private static String label(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }
}
