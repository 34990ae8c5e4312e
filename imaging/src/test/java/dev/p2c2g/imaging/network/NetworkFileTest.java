package dev.p2c2g.imaging.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A file that is no network is refused, with what is wrong with it. */
class NetworkFileTest {
  private static final int MAGIC_AT = 0;
  private static final int COUNT_AT = 4;
  private static final int SKIP_AT = 8;
  private static final int SKIP_OUTPUTS_AT = SKIP_AT + 4;
  private static final int KERNEL_AT = SKIP_AT + 8;
  private static final int ACTIVATION_AT = SKIP_AT + 12;
  private static final int WEIGHTS_AT = SKIP_AT + 16;

  /** The skip has four outputs of 1x1 weights, so four weights and four biases. */
  private static final int FIRST_LAYER_AT = WEIGHTS_AT + 8 * Float.BYTES;

  private final byte[] file = smallest();
  private final ByteBuffer edit = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);

  @Test
  void readsTheSmallestNetwork() {
    Network network = read(file);
    assertThat(network.layers()).hasSize(1);
    assertThat(network.macs()).isEqualTo(8);
  }

  @Test
  void refusesAnotherKindOfFile() {
    edit.putInt(MAGIC_AT, 0x47495038);
    requireRefused(file, "does not start with P2N1");
    requireRefused(new byte[0], "does not start with P2N1");
    requireRefused(Arrays.copyOf(smallest(), 7), "does not start with P2N1");
  }

  @Test
  void refusesAFileCutShortAnywhere() {
    byte[] whole = file;
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%d bytes", length)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("network small.p2n")
          .hasMessageMatching(".* (does not start with P2N1|ends (before|within) .*)");
    }
  }

  @Test
  void refusesLayersThatDoNotFitOneAnother() {
    edit.putInt(FIRST_LAYER_AT, 2);
    requireRefused(file, "inputs of a convolution is 2, must be 1");
  }

  @Test
  void refusesOutputsThatAreNotFour() {
    edit.putInt(SKIP_OUTPUTS_AT, 6);
    requireRefused(file, "outputs modulo 4 is 2, must be 0");
    edit.putInt(SKIP_OUTPUTS_AT, 0);
    requireRefused(file, "outputs 0 is not in 1..256");
  }

  @Test
  void refusesASkipOfMoreOutputsThanPixels() {
    ByteBuffer wide = start(2);
    convolution(wide, 1, 8);
    convolution(wide, 1, 4);
    requireRefused(written(wide), "outputs of the skip is 8, must be 4");
    ByteBuffer last = start(2);
    convolution(last, 1, 4);
    convolution(last, 1, 8);
    requireRefused(written(last), "outputs of the last convolution is 8, must be 4");
  }

  @Test
  void refusesNumbersOutOfRange() {
    edit.putInt(COUNT_AT, 1);
    requireRefused(file, "number of convolutions 1 is not in 2..64");
    edit.putInt(COUNT_AT, Integer.MAX_VALUE);
    requireRefused(file, "number of convolutions 2147483647 is not in 2..64");
    edit.putInt(COUNT_AT, 2).putInt(KERNEL_AT, 2);
    requireRefused(file, "kernel modulo 2 is 0, must be 1");
    edit.putInt(KERNEL_AT, -1);
    requireRefused(file, "kernel -1 is not in 1..9");
    edit.putInt(KERNEL_AT, 1).putInt(ACTIVATION_AT, 2);
    requireRefused(file, "activation 2 is not in 0..1");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      edit.putFloat(WEIGHTS_AT, broken);
      requireRefused(file, "has a weight that is no finite number");
    }
  }

  @Test
  void refusesBytesAfterTheEnd() {
    byte[] longer = Arrays.copyOf(file, file.length + 3);
    requireRefused(longer, "bytes after the last convolution is 3, must be 0");
  }

  @Test
  void saysWhichFileCannotBeRead() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThatThrownBy(() -> NetworkFile.read("small.p2n", broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("small.p2n");
  }

  private static void requireRefused(byte[] bytes, String why) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network small.p2n " + why);
  }

  private static Network read(byte[] bytes) {
    return NetworkFile.read("small.p2n", new ByteArrayInputStream(bytes));
  }

  private static byte[] smallest() {
    ByteBuffer into = start(2);
    convolution(into, 1, 4);
    convolution(into, 1, 4);
    return written(into);
  }

  private static ByteBuffer start(int convolutions) {
    ByteBuffer into = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    return into.put(new byte[] {'P', '2', 'N', '1'}).putInt(convolutions);
  }

  private static void convolution(ByteBuffer into, int inputs, int outputs) {
    into.putInt(inputs).putInt(outputs).putInt(1).putInt(0);
    for (int i = 0; i < (inputs + 1) * outputs; i++) {
      into.putFloat(0.25f);
    }
  }

  private static byte[] written(ByteBuffer into) {
    byte[] bytes = new byte[into.flip().remaining()];
    into.get(bytes);
    return bytes;
  }
}
