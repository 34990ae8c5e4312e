package dev.p2c2g.imaging;

import java.util.List;
import java.util.Optional;

/**
 * Memory for one picture after another: each takes the place of the one before, whose samples are
 * gone then. It grows to the largest picture, and shrinks when one comes that would leave most of
 * it idle. Used by one thread at a time.
 */
final class PictureBuffer implements PictureAllocator {
  /** How many times a picture's size is held before memory is given back. */
  private static final int MAX_SPARE = 4;

  private byte[] samples = {};

  @Override
  public Picture allocate(int width, int height, Subsampling subsampling) {
    int luma = Math.multiplyExact(width, height);
    if (!subsampling.hasChroma()) {
      reserve(luma);
      return new Picture(subsampling, List.of(plane(0, width, height)), Optional.empty());
    }
    int chromaWidth = subsampling.chromaWidth(width);
    int chromaHeight = subsampling.chromaHeight(height);
    int chroma = chromaWidth * chromaHeight;
    reserve(Math.addExact(luma, Math.multiplyExact(2, chroma)));
    List<Plane> planes =
        List.of(
            plane(0, width, height),
            plane(luma, chromaWidth, chromaHeight),
            plane(luma + chroma, chromaWidth, chromaHeight));
    return new Picture(subsampling, planes, Optional.empty());
  }

  private void reserve(int needed) {
    if (samples.length < needed || samples.length / MAX_SPARE > needed) {
      samples = new byte[needed];
    }
  }

  private Plane plane(int offset, int width, int height) {
    return Plane.within(samples, offset, width, height);
  }
}
