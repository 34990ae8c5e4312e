package dev.p2c2g.gamer;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Subsampling;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Decoded frames of any pixel format to 4:2:0 pictures in JPEG's colours (full-range BT.601, chroma
 * centred), scaled down where a size is asked for. Holds native memory; one thread at a time.
 */
final class FrameConverter implements AutoCloseable {
  private static final int FIRST_HD_HEIGHT = 720;

  private final Optional<FrameSize> wanted;
  private final SwsContext scaler = sws_alloc_context();
  private final AVFrame converted = av_frame_alloc();

  /**
   * @param wanted the size of the pictures; that of the frames when empty
   */
  FrameConverter(Optional<FrameSize> wanted) {
    this.wanted = wanted;
    scaler.flags(SWS_BICUBIC); // SWS_ACCURATE_RND would double the time for less than one level
  }

  /** The frame as a picture with memory of its own. */
  Picture convert(AVFrame frame) throws CaptureException {
    FrameSize size = new FrameSize(frame.width(), frame.height());
    FrameSize target = wanted.orElse(size);
    target.requireWithin(size);
    prepareTarget(target);
    guessMatrix(frame);
    Ffmpeg.check(sws_scale_frame(scaler, converted, frame), "convert a frame");
    return copyOut(target);
  }

  private void prepareTarget(FrameSize size) throws CaptureException {
    if (converted.width() == size.width() && converted.height() == size.height()) {
      return;
    }
    av_frame_unref(converted);
    converted.width(size.width());
    converted.height(size.height());
    converted.format(AV_PIX_FMT_YUV420P);
    converted.color_range(AVCOL_RANGE_JPEG);
    converted.colorspace(AVCOL_SPC_SMPTE170M);
    converted.chroma_location(AVCHROMA_LOC_CENTER);
    Ffmpeg.check(av_frame_get_buffer(converted, 0), "reserve a frame of " + size);
  }

  // files that name no matrix follow their size's convention; of RGB frames swscale asks none
  private static void guessMatrix(AVFrame frame) {
    if (frame.colorspace() == AVCOL_SPC_UNSPECIFIED) {
      frame.colorspace(frame.height() >= FIRST_HD_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M);
    }
  }

  private Picture copyOut(FrameSize size) {
    Picture picture = Picture.allocate(size.width(), size.height(), Subsampling.S420);
    for (int i = 0; i < picture.planes().size(); i++) {
      copyPlane(i, picture.planes().get(i));
    }
    return picture;
  }

  private void copyPlane(int index, Plane plane) {
    long stride = converted.linesize(index);
    MemorySegment from =
        MemorySegment.ofAddress(converted.data(index).address())
            .reinterpret(stride * plane.height());
    MemorySegment to = MemorySegment.ofArray(plane.samples());
    for (int y = 0; y < plane.height(); y++) {
      MemorySegment.copy(from, y * stride, to, plane.rowStart(y), plane.width());
    }
  }

  @Override
  public void close() {
    av_frame_free(converted);
    sws_free_context(scaler);
  }
}
