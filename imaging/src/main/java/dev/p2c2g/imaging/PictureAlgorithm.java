package dev.p2c2g.imaging;

/**
 * An algorithm that looks at all planes of a picture together, such as a network over RGB.
 * Implementations are safe to use from many threads.
 */
public non-sealed interface PictureAlgorithm extends Algorithm {
  /**
   * Upscales part of a picture. That part comes out as it would in the whole.
   *
   * @param in its alpha is not looked at
   * @param width pixels of the whole output, 1 to 4 times the input's
   * @param height likewise
   * @param part what to make of it, inside the whole output
   * @param sampling of the result
   * @param stillWanted run on this thread every few milliseconds where the work can be parted; ends
   *     it by throwing
   * @return a picture of the part's size, without alpha
   */
  Picture upscale(
      Picture in, int width, int height, Region part, Subsampling sampling, Runnable stillWanted);
}
