package dev.p2c2g.imaging;

/** Row buffers of one thread, kept between frames and grown to the widest row met. */
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private float[] padded = {};
  private float[] ring = {};
  private float[] sum = {};
  private short[] shorts = {};
  private byte[] plane = {};
  private byte[] bytes = {};
  private short[] upper = {};
  private short[] lower = {};
  private byte[] doubled = {};

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  float[] padded(int length) {
    padded = atLeast(padded, length);
    return padded;
  }

  float[] ring(int length) {
    ring = atLeast(ring, length);
    return ring;
  }

  float[] sum(int length) {
    sum = atLeast(sum, length);
    return sum;
  }

  short[] shorts(int length) {
    shorts = atLeast(shorts, length);
    return shorts;
  }

  byte[] plane(int length) {
    plane = atLeast(plane, length);
    return plane;
  }

  byte[] bytes(int length) {
    bytes = atLeast(bytes, length);
    return bytes;
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length < length ? new byte[length] : array;
  }

  short[] upper(int length) {
    upper = atLeast(upper, length);
    return upper;
  }

  short[] lower(int length) {
    lower = atLeast(lower, length);
    return lower;
  }

  byte[] doubled(int length) {
    doubled = atLeast(doubled, length);
    return doubled;
  }

  private static short[] atLeast(short[] array, int length) {
    return array.length < length ? new short[length] : array;
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }
}
