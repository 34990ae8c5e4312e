package dev.p2c2g.imaging;

import java.util.Arrays;

/**
 * A rectangle of 8-bit unsigned samples in a heap array: row {@code y} starts at {@code offset + y
 * * stride}. A plane may be a view into another one's array. Not synchronised: threads write to
 * different samples.
 */
public final class Plane {
  private final byte[] samples;
  private final int offset;
  private final int width;
  private final int height;
  private final int stride;

  private Plane(byte[] samples, int offset, int width, int height, int stride) {
    if (width < 1 || height < 1 || stride < width) {
      throw new IllegalArgumentException(
          "plane of "
              + width
              + "x"
              + height
              + ", stride "
              + stride
              + ": need 1 <= width <= stride");
    }
    if ((long) offset + (long) (height - 1) * stride + width > samples.length) {
      throw new IllegalArgumentException(
          "plane of " + width + "x" + height + " needs more than " + samples.length + " samples");
    }
    this.samples = samples;
    this.offset = offset;
    this.width = width;
    this.height = height;
    this.stride = stride;
  }

  /** A plane of zeros with no gap between rows. */
  public static Plane allocate(int width, int height) {
    return new Plane(new byte[Math.multiplyExact(width, height)], 0, width, height, width);
  }

  /** A plane of one value (0 to 255). */
  public static Plane filled(int width, int height, int value) {
    Plane plane = allocate(width, height);
    Arrays.fill(plane.samples, (byte) value);
    return plane;
  }

  /** A plane over the caller's array, which is not copied. */
  public static Plane wrap(byte[] samples, int width, int height, int stride) {
    return new Plane(samples, 0, width, height, stride);
  }

  /** A plane over part of an array, from {@code offset} on, with no gap between rows. */
  static Plane within(byte[] samples, int offset, int width, int height) {
    return new Plane(samples, offset, width, height, width);
  }

  /** A view of part of this plane: writing to one writes to the other. */
  public Plane view(Region part) {
    part.requireInside(width, height);
    return new Plane(samples, rowStart(part.y()) + part.x(), part.width(), part.height(), stride);
  }

  /** True where this plane's rows and those of {@code before} lie in one array without a gap. */
  @SuppressWarnings("ReferenceEquality") // it must be the same array
  boolean follows(Plane before) {
    return samples == before.samples
        && isDense()
        && before.isDense()
        && offset == before.offset + before.width * before.height;
  }

  private boolean isDense() {
    return stride == width;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Distance in samples between the starts of two rows. */
  public int stride() {
    return stride;
  }

  /** The backing array itself, shared with every view of it. */
  public byte[] samples() {
    return samples;
  }

  /** Index in {@link #samples()} of the first sample of row {@code y}. */
  public int rowStart(int y) {
    return offset + y * stride;
  }

  /** The sample at (x, y), 0 to 255. */
  public int sample(int x, int y) {
    return samples[rowStart(y) + x] & 0xff;
  }

  /** Copies all samples from a plane of the same size. */
  public void copyFrom(Plane source) {
    if (source.width != width || source.height != height) {
      throw new IllegalArgumentException(
          "source of %dx%d for a plane of %dx%d"
              .formatted(source.width, source.height, width, height));
    }
    for (int y = 0; y < height; y++) {
      System.arraycopy(source.samples, source.rowStart(y), samples, rowStart(y), width);
    }
  }
}
