package dev.p2c2g.imaging;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is wanted of one frame.
 *
 * @param outputWidth pixels of the whole output, 1 to 4 times the input's
 * @param outputHeight likewise
 * @param region the part of the output to make, in output pixels; empty for all of it
 * @param luma the algorithm: an {@link Upscaler} for brightness, colour then takes the cubic; or a
 *     {@link PictureAlgorithm} for both
 * @param format of the result
 * @param jpegQuality 1 to 100
 * @param maxPixels the most that the input, and the output, may have
 * @param cancelled asked between stages, from the threads that do the work, several at a time
 */
public record UpscaleJob(
    int outputWidth,
    int outputHeight,
    Optional<Region> region,
    Algorithm luma,
    ImageFormat format,
    int jpegQuality,
    long maxPixels,
    BooleanSupplier cancelled) {

  /** The rectangle of the output to make. */
  public Region part() {
    return region.orElseGet(() -> Region.whole(outputWidth, outputHeight));
  }
}
