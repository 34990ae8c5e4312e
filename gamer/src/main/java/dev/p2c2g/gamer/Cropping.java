package dev.p2c2g.gamer;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;

import dev.p2c2g.imaging.Region;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Cuts a rectangle out of a decoded frame by moving its pointers, without copying. */
final class Cropping {
  private Cropping() {}

  static void apply(AVFrame frame, Region region) throws CaptureException {
    requireInside(region, frame.width(), frame.height());
    frame.crop_left(region.x());
    frame.crop_top(region.y());
    frame.crop_right(frame.width() - region.x() - region.width());
    frame.crop_bottom(frame.height() - region.y() - region.height());
    Ffmpeg.check(
        av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED), "cut a region out of a frame");
  }

  static void requireInside(Region region, int screenWidth, int screenHeight)
      throws CaptureException {
    if ((long) region.x() + region.width() > screenWidth
        || (long) region.y() + region.height() > screenHeight) {
      throw new CaptureException(
          "%s reaches outside the screen of %dx%d"
              .formatted(describe(region), screenWidth, screenHeight));
    }
  }

  static String describe(Region region) {
    return "region %dx%d at %d,%d"
        .formatted(region.width(), region.height(), region.x(), region.y());
  }
}
