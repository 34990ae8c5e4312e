package dev.p2c2g.imaging;

/** The row buffers of {@link SharpUpscaler}, one set a thread, grown to the widest row met. */
final class EdgeBuffers {
  private static final ThreadLocal<EdgeBuffers> OF_THREAD =
      ThreadLocal.withInitial(EdgeBuffers::new);

  private int[] column = {};
  private float[] place = {};
  private float[] padded = {};
  private float[] analysed = {};
  private float[] ring = {};
  private float[] work = {};
  private float[] rows = {};
  private float[] sharpened = {};

  private EdgeBuffers() {}

  static EdgeBuffers ofThread() {
    return OF_THREAD.get();
  }

  int[] column(int length) {
    column = column.length < length ? new int[length] : column;
    return column;
  }

  float[] place(int length) {
    place = atLeast(place, length);
    return place;
  }

  float[] padded(int length) {
    padded = atLeast(padded, length);
    return padded;
  }

  float[] analysed(int length) {
    analysed = atLeast(analysed, length);
    return analysed;
  }

  float[] ring(int length) {
    ring = atLeast(ring, length);
    return ring;
  }

  float[] work(int length) {
    work = atLeast(work, length);
    return work;
  }

  float[] rows(int length) {
    rows = atLeast(rows, length);
    return rows;
  }

  float[] sharpened(int length) {
    sharpened = atLeast(sharpened, length);
    return sharpened;
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }
}
