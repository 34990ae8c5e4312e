package dev.p2c2g.imaging;

/** Where the planes of a picture come from: {@link Picture#allocate}, or memory used before. */
@FunctionalInterface
public interface PictureAllocator {
  /** A picture without alpha, whose samples may hold anything. */
  Picture allocate(int width, int height, Subsampling subsampling);
}
