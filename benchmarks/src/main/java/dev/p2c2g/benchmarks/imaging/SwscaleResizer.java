package dev.p2c2g.benchmarks.imaging;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;

import dev.p2c2g.imaging.Plane;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** FFmpeg's swscale on grey, in its quickest setting; it uses one thread unless told otherwise. */
final class SwscaleResizer implements Resizer {
  private static final int SLACK = 256;

  private final String name;
  private final SwsContext context;
  private final BytePointer out = bytes(SampleFrame.OUT_WIDTH * SampleFrame.OUT_HEIGHT);
  private final PointerPointer<BytePointer> inPlanes;
  private final PointerPointer<BytePointer> outPlanes = planes(out);
  private final IntPointer inStrides = strides(SampleFrame.WIDTH);
  private final IntPointer outStrides = strides(SampleFrame.OUT_WIDTH);

  /**
   * @param algorithm one of {@link swscale}'s {@code SWS_} constants
   */
  SwscaleResizer(String name, int algorithm, Plane luma) {
    this.name = name;
    BytePointer in = bytes(SampleFrame.WIDTH * SampleFrame.HEIGHT);
    in.put(luma.samples(), 0, SampleFrame.WIDTH * SampleFrame.HEIGHT);
    inPlanes = planes(in);
    context =
        Optional.ofNullable(
                swscale.sws_getContext(
                    SampleFrame.WIDTH,
                    SampleFrame.HEIGHT,
                    AV_PIX_FMT_GRAY8,
                    SampleFrame.OUT_WIDTH,
                    SampleFrame.OUT_HEIGHT,
                    AV_PIX_FMT_GRAY8,
                    algorithm,
                    null,
                    null,
                    (DoublePointer) null))
            .orElseThrow(() -> new IllegalStateException("swscale does not open: " + name));
  }

  /** By FFmpeg's own allocator, which aligns as its loops like it, with room to overrun. */
  private static BytePointer bytes(int count) {
    return new BytePointer(avutil.av_malloc(count + SLACK)).capacity(count);
  }

  /** It reads as many as the format with most planes has. */
  private static PointerPointer<BytePointer> planes(BytePointer only) {
    return new PointerPointer<>(only, null, null, null);
  }

  private static IntPointer strides(int only) {
    return new IntPointer(only, 0, 0, 0);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run() {
    swscale.sws_scale(context, inPlanes, inStrides, 0, SampleFrame.HEIGHT, outPlanes, outStrides);
  }

  @Override
  public Plane output() {
    Plane plane = Resizer.empty();
    out.get(plane.samples(), 0, plane.samples().length);
    return plane;
  }
}
