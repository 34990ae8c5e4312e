package dev.p2c2g.imaging.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  /** What the training program computed for the same weights and picture, without limits. */
  @ParameterizedTest
  @ValueSource(strings = {"xs", "s", "m", "l"})
  void computesWhatItWasTrainedToCompute(String name) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(resource(name + "-test.bin")).order(ByteOrder.LITTLE_ENDIAN);
    int width = file.getInt();
    int height = file.getInt();
    byte[] luma = new byte[width * height];
    file.get(luma);
    byte[] expected = new byte[4 * luma.length];
    file.get(expected);
    byte[] reference = ReferenceNetwork.twice(load(name), luma, width, height, false);
    assertThat(ReferenceNetwork.greatestDifference(reference, expected)).isLessThanOrEqualTo(1);
  }

  static Network load(String name) throws IOException {
    return NetworkFile.read(name, new ByteArrayInputStream(resource(name + ".p2n")));
  }

  private static byte[] resource(String name) throws IOException {
    String path = "/dev/p2c2g/imaging/networks/" + name;
    try (InputStream in = NetworkTest.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    }
  }
}
