package dev.p2c2g.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "16, 1", "17, 2", "1080, 68", "1440, 90", "65535, 4096"})
  void countsGrainsRoundedUp(int height, int grains) {
    assertThat(Band.grains(height)).isEqualTo(grains);
  }

  @ParameterizedTest
  @CsvSource({
    "1080, 0, 68, 0, 1080",
    "1080, 0, 17, 0, 272",
    "1080, 17, 34, 272, 272",
    "1080, 51, 68, 816, 264",
    "1080, 67, 68, 1072, 8",
    "5, 0, 1, 0, 5",
    "2147483647, 134217726, 134217728, 2147483616, 31",
  })
  void coversItsGrainsAndNoRowBelowThePicture(int picture, int from, int to, int y, int height) {
    assertThat(Band.ofGrains(picture, from, to)).isEqualTo(new Band(y, height));
  }

  @ParameterizedTest
  @CsvSource({"1080, -1, 3", "1080, 3, 3", "1080, 4, 3", "1080, 0, 69", "0, 0, 1", "-5, 0, 1"})
  void refusesGrainsOutsideThePicture(int picture, int from, int to) {
    assertThatThrownBy(() -> Band.ofGrains(picture, from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be");
  }

  @Test
  void refusesRowsThatAreNotOnAGrain() {
    assertThatThrownBy(() -> new Band(8, 16)).hasMessageContaining("multiple of 16");
    assertThatThrownBy(() -> new Band(-16, 16)).hasMessageContaining("multiple of 16");
    assertThatThrownBy(() -> new Band(16, 0)).hasMessageContaining("height >= 1");
  }
}
