package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void isAllZeroWithoutTimes() {
    assertThat(new Histogram().percentiles())
        .isEqualTo(new SessionReport.Percentiles(0, 0, 0, 0, 0));
  }

  @Test
  void givesTheOneTimeItHasExactly() {
    Histogram histogram = new Histogram();
    histogram.record(0.137);
    assertThat(histogram.percentiles())
        .isEqualTo(new SessionReport.Percentiles(1, 0.137, 0.137, 0.137, 0.137));
  }

  @Test
  void agreesWithSortingWithinItsBucketWidth() {
    Random random = new Random(17);
    double[] times =
        random.doubles(20_000).map(d -> 0.05 * Math.pow(1e5, d)).toArray(); // 0.05 ms to 5 s
    Histogram histogram = new Histogram();
    Arrays.stream(times).forEach(histogram::record);
    Arrays.sort(times);
    SessionReport.Percentiles found = histogram.percentiles();

    assertThat(found.count()).isEqualTo(20_000);
    assertThat(found.p50()).isCloseTo(times[9_999], Percentage.withPercentage(0.41));
    assertThat(found.p95()).isCloseTo(times[18_999], Percentage.withPercentage(0.41));
    assertThat(found.p99()).isCloseTo(times[19_799], Percentage.withPercentage(0.41));
    assertThat(found.max()).isEqualTo(times[19_999]);
  }

  @Test
  void countsTheLargestAndTheSmallestTimes() {
    Histogram histogram = new Histogram();
    histogram.record(0);
    histogram.record(1e12);
    SessionReport.Percentiles found = histogram.percentiles();
    assertThat(found.p50()).isZero();
    assertThat(found.p99()).isCloseTo((1 << 30) / 1e3, within(5e3));
    assertThat(found.max()).isEqualTo(1e12);
  }
}
