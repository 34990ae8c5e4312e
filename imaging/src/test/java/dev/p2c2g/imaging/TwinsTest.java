package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vector loops of every algorithm against the plain ones, any size, ratio and content. */
class TwinsTest {
  private static Twins twins;

  @BeforeAll
  static void load() throws ReflectiveOperationException {
    twins = new Twins();
  }

  @AfterAll
  static void close() throws IOException {
    twins.close();
  }

  @Test
  void areTwoSetsOfLoops() {
    assertThat(twins.toString())
        .matches("one by scalar; .*: scalar, forced, other by vector of .*: vector of .*, forced");
  }

  @ParameterizedTest
  @CsvSource({
    "cubic, 1000",
    "learned, 1000",
    "sharp, 1000",
    "xs, 1000",
    "s, 1000",
    "m, 120",
    "l, 24"
  })
  void agreeWithinALevel(String algorithm, int cases) {
    assertThat(twins.greatestDifference(algorithm, 0, cases)).isLessThanOrEqualTo(1);
  }
}
