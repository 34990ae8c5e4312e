package dev.p2c2g.imaging;

/** Row buffers of one thread, kept between frames and grown to the widest row met. */
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private float[] padded = {};
  private float[] ring = {};
  private float[] least = {};
  private float[] greatest = {};
  private float[] sum = {};
  private short[] shorts = {};
  private byte[] doubled = {};
  private byte[] bytes = {};

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

  float[] least(int length) {
    least = atLeast(least, length);
    return least;
  }

  float[] greatest(int length) {
    greatest = atLeast(greatest, length);
    return greatest;
  }

  float[] sum(int length) {
    sum = atLeast(sum, length);
    return sum;
  }

  short[] shorts(int length) {
    shorts = shorts.length < length ? new short[length] : shorts;
    return shorts;
  }

  byte[] doubled(int length) {
    doubled = atLeast(doubled, length);
    return doubled;
  }

  byte[] bytes(int length) {
    bytes = atLeast(bytes, length);
    return bytes;
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length < length ? new byte[length] : array;
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }
}
