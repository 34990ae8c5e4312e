package dev.p2c2g.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  @Test
  void sumsWhatDiffersFromTheReferenceInsideARectangle() {
    Plane truth = Plane.filled(8, 6, 100);
    Plane reference = Plane.filled(8, 6, 100);
    Plane rung = Plane.filled(8, 6, 100);
    rung.samples()[rung.rowStart(2) + 3] = 110;
    truth.samples()[truth.rowStart(4) + 5] = 98;
    Differences differences = new Differences(truth, List.of(reference, rung));
    assertThat(differences.within(new Region(0, 0, 8, 6))).isEqualTo(104);
    assertThat(differences.within(new Region(3, 2, 1, 1))).isEqualTo(100);
    assertThat(differences.within(new Region(4, 3, 4, 3))).isEqualTo(4);
    assertThat(differences.within(new Region(0, 0, 3, 6))).isZero();
  }
}
