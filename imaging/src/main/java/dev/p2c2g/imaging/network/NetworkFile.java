package dev.p2c2g.imaging.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads trained weights. Little-endian: "P2N1", the number of convolutions (the skip first), then
 * for each its inputs, outputs, kernel and activation (0 none, 1 PReLU) as 32-bit integers, and as
 * 32-bit floats its weights [output][input][row][column], its biases, and with an activation its
 * slopes.
 */
public final class NetworkFile {
  private static final int MAGIC = 0x314e3250; // "P2N1"
  private static final int MAX_CONVOLUTIONS = 64;
  private static final int MAX_CHANNELS = 256;
  private static final int MAX_KERNEL = 9;

  private final String name;
  private final ByteBuffer bytes;

  private NetworkFile(String name, ByteBuffer bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * The network in a file.
   *
   * @param name of the file, for errors
   * @throws IllegalArgumentException where it is not such a file, with what is wrong
   * @throws UncheckedIOException where it cannot be read
   */
  public static Network read(String name, InputStream in) {
    try {
      byte[] all = in.readAllBytes();
      return new NetworkFile(name, ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN)).network();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  private Network network() {
    if (bytes.remaining() < 8 || bytes.getInt() != MAGIC) {
      throw broken("does not start with P2N1");
    }
    int count = integer("number of convolutions", 2, MAX_CONVOLUTIONS);
    Convolution skip = convolution(1);
    List<Convolution> layers = new ArrayList<>();
    int channels = 1;
    for (int i = 1; i < count; i++) {
      Convolution layer = convolution(channels);
      layers.add(layer);
      channels = layer.outputs();
    }
    require("outputs of the skip", skip.outputs(), Network.PHASES);
    require("outputs of the last convolution", channels, Network.PHASES);
    require("bytes after the last convolution", bytes.remaining(), 0);
    return new Network(skip, layers);
  }

  private Convolution convolution(int channels) {
    int inputs = integer("inputs", 1, MAX_CHANNELS);
    require("inputs of a convolution", inputs, channels);
    int outputs = integer("outputs", 1, MAX_CHANNELS);
    require("outputs modulo 4", outputs % 4, 0);
    int kernel = integer("kernel", 1, MAX_KERNEL);
    require("kernel modulo 2", kernel % 2, 1);
    int activation = integer("activation", 0, 1);
    return new Convolution(
        inputs,
        outputs,
        kernel,
        floats(outputs * inputs * kernel * kernel),
        floats(outputs),
        floats(activation * outputs));
  }

  private int integer(String what, int least, int most) {
    if (bytes.remaining() < Integer.BYTES) {
      throw broken("ends before " + what);
    }
    int value = bytes.getInt();
    if (value < least || value > most) {
      throw broken(what + " " + value + " is not in " + least + ".." + most);
    }
    return value;
  }

  private float[] floats(int count) {
    if (bytes.remaining() < count * Float.BYTES) {
      throw broken("ends within its weights");
    }
    float[] values = new float[count];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + count * Float.BYTES);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw broken("has a weight that is no finite number");
      }
    }
    return values;
  }

  private void require(String what, int found, int wanted) {
    if (found != wanted) {
      throw broken(what + " is " + found + ", must be " + wanted);
    }
  }

  private IllegalArgumentException broken(String how) {
    return new IllegalArgumentException("network " + name + " " + how);
  }
}
