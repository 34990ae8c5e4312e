package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;

/** Pictures to {@link CapturedFrame}s: JPEG at one quality, numbered as they come. */
final class FrameCompressor {
  private final int jpegQuality;
  private long compressed;

  FrameCompressor(int jpegQuality) {
    this.jpegQuality = jpegQuality;
  }

  CapturedFrame compress(Picture picture, long capturedNanos) throws CaptureException {
    try {
      byte[] jpeg = Codecs.jpeg().encode(picture, jpegQuality);
      return new CapturedFrame(
          compressed++, capturedNanos, picture.width(), picture.height(), jpeg);
    } catch (ImagingException e) {
      throw new CaptureException("cannot compress a frame: " + e.getMessage(), e);
    }
  }
}
