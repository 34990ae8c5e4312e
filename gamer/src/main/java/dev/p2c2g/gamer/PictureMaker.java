package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Upscalers;

/** Makes pictures to show, from results and, in their place, from the captured frames. */
final class PictureMaker {
  private final FramePipeline pipeline = new FramePipeline();

  /**
   * Decodes a result.
   *
   * @throws ImagingException when it is no picture of that size
   */
  Picture fromResult(byte[] encoded, FrameSize expected) {
    Picture picture = Codecs.decode(encoded, (long) expected.width() * expected.height());
    if (picture.width() != expected.width() || picture.height() != expected.height()) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST,
          "the result is %dx%d, wanted was %s"
              .formatted(picture.width(), picture.height(), expected));
    }
    return picture;
  }

  /**
   * Upscales a captured frame with the quickest algorithm.
   *
   * @throws ImagingException when the captured picture is damaged
   */
  Picture locally(CapturedFrame frame, FrameSize size) {
    Picture small = Codecs.decode(frame.data(), (long) frame.width() * frame.height());
    return pipeline.upscaleForDisplay(small, size.width(), size.height(), Upscalers.cubic());
  }
}
