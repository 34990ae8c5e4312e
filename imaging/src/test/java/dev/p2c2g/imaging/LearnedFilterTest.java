package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedFilterTest {
  private final Random random = new Random(11);

  @Test
  void givesTheSameByBothSetsOfLoopsAtAnySize() {
    LearnedDoubler doubler = LearnedDoubler.load();
    for (int run = 0; run < 200; run++) {
      Plane in = TestPictures.noise(1 + random.nextInt(70), 1 + random.nextInt(20), run);
      Plane vector = Plane.allocate(2 * in.width(), 2 * in.height());
      Plane scalar = Plane.allocate(2 * in.width(), 2 * in.height());
      doubler.twice(new VectorFilter(), in, 0, 0, vector, () -> {});
      doubler.twice(new ScalarFilter(), in, 0, 0, scalar, () -> {});
      assertThat(vector.samples()).as("%dx%d", in.width(), in.height()).isEqualTo(scalar.samples());
    }
  }

  @Test
  void computesTheFilterThatWasAskedFor() {
    List<Double> weights = weights();
    LearnedDoubler doubler = new LearnedDoubler(new LearnedFilter(weights));
    Plane in = TestPictures.noise(23, 17, 4);
    Plane out = Plane.allocate(46, 34);
    doubler.twice(new ScalarFilter(), in, 0, 0, out, () -> {});
    for (int y = 0; y < 34; y++) {
      for (int x = 0; x < 46; x++) {
        double expected = Math.clamp(filtered(weights, in, x, y), 0, 255);
        assertThat((double) out.sample(x, y))
            .as("%d,%d", x, y)
            .isBetween(expected - 0.51, expected + 0.51);
      }
    }
  }

  private static double filtered(List<Double> weights, Plane in, int x, int y) {
    double sum = 0;
    for (int i = 0; i < 25; i++) {
      int dx = (i % 5 - 2) * (x % 2 == 0 ? 1 : -1);
      int dy = (i / 5 - 2) * (y % 2 == 0 ? 1 : -1);
      int column = Math.clamp(x / 2 + dx, 0, in.width() - 1);
      int row = Math.clamp(y / 2 + dy, 0, in.height() - 1);
      sum += weights.get(i) * in.sample(column, row);
    }
    return sum;
  }

  @Test
  void refusesWeightsThatAreNoFilter() {
    List<Double> few = weights().subList(0, 24);
    assertThatThrownBy(() -> new LearnedFilter(few)).hasMessageContaining("24 weights");
    List<Double> dark = new ArrayList<>(Collections.nCopies(25, 0.01));
    assertThatThrownBy(() -> new LearnedFilter(dark)).hasMessageContaining("sum 0.250");
    dark.set(0, Double.NaN);
    assertThatThrownBy(() -> new LearnedFilter(dark)).hasMessageContaining("must be 25 of sum 1");
    List<Double> huge = weights();
    huge.set(12, huge.get(12) + 5);
    huge.set(13, huge.get(13) - 5);
    assertThatThrownBy(() -> new LearnedFilter(huge)).hasMessageContaining("must be below 2");
  }

  @Test
  void refusesWeightsThatItsTermsCannotExpress() {
    List<Double> weights = weights();
    weights.set(10, weights.get(10) + 0.1);
    weights.set(12, weights.get(12) - 0.2);
    weights.set(14, weights.get(14) + 0.1);
    assertThatThrownBy(() -> new LearnedFilter(weights))
        .hasMessageContaining("at distance 2 must be opposites");
  }

  /** Sums of terms in multiples of 1/128, which rounding leaves alone. */
  private List<Double> weights() {
    double[][] terms = {{0, 0, 1, 0, 0}, {0, 1, 0, 1, 0}, {0, -1, 0, 1, 0}, {-1, 0, 0, 0, 1}};
    double[] sums = new double[25];
    for (double[] down : terms) {
      for (double[] across : terms) {
        double coefficient = (random.nextInt(9) - 4) / 128.0;
        for (int i = 0; i < 25; i++) {
          sums[i] += coefficient * down[i / 5] * across[i % 5];
        }
      }
    }
    List<Double> weights = new ArrayList<>();
    for (double sum : sums) {
      weights.add(sum);
    }
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    weights.set(12, weights.get(12) + 1 - sum);
    return weights;
  }
}
