package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No rung for quality draws a line beside an edge that is not there. */
class StepEdgeTest {
  private static final int SIDE = 32;
  private static final int[][] LEVELS = {{64, 192}, {0, 255}, {120, 140}, {40, 215}, {30, 90}};

  /** Ways across the edge: along x, along y, and slanted. */
  private static final double[][] WAYS = {{1, 0}, {0, 1}, {1, 1}, {3, 1}, {-1, 2}, {1, 7}};

  @BeforeAll
  static void tune() {
    TunedLoops.choose();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xs", "s", "m", "l"})
  void keepsWithinEightLevelsOfBothSidesAtEveryRatio(String rung) {
    Upscaler upscaler = Upscalers.byName(rung).orElseThrow();
    for (int size : new int[] {SIDE * 5 / 4, SIDE * 3 / 2, 2 * SIDE, SIDE * 3, SIDE * 4}) {
      for (Edge edge : edges()) {
        assertThat(edge.levelsOver(upscaler, size))
            .as("%s to %d", edge, size)
            .isLessThanOrEqualTo(8);
      }
    }
  }

  private static List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    for (int[] levels : LEVELS) {
      for (double[] way : WAYS) {
        // stair-steps, and pixels that the edge runs through
        for (int points : new int[] {1, 8}) {
          String what = levels[0] + " to " + levels[1] + " across " + Arrays.toString(way);
          Plane plane = edge(levels[0], levels[1] - levels[0], way, points);
          edges.add(new Edge(what + ", points " + points, levels[0], levels[1], plane));
        }
      }
    }
    return edges;
  }

  private record Edge(String what, int low, int high, Plane plane) {
    /** How far the output leaves the range of the edge's two levels. */
    int levelsOver(Upscaler upscaler, int size) {
      Plane out = Plane.allocate(size, size);
      upscaler.upscale(plane, Mapping.whole(SIDE, SIDE, size, size), out);
      int over = 0;
      for (byte sample : out.samples()) {
        int level = sample & 0xff;
        over = Math.max(over, Math.max(low - level, level - high));
      }
      return over;
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /** Each pixel the mean of so many points along either axis. */
  private static Plane edge(int low, int rise, double[] way, int points) {
    Plane plane = Plane.allocate(SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int inside = 0;
        for (int i = 0; i < points * points; i++) {
          int row = i / points;
          double across = x + (i % points + 0.5) / points - SIDE / 2.0;
          double down = y + (row + 0.5) / points - SIDE / 2.0;
          inside += across * way[0] + down * way[1] > 0 ? 1 : 0;
        }
        plane.samples()[y * SIDE + x] = (byte) (low + rise * inside / (points * points));
      }
    }
    return plane;
  }
}
