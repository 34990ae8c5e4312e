package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.NetworkKernels;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A whole frame: decode, upscale, encode. JPEG stays planes from end to end, in memory that is used
 * for one frame after another. Safe to use from many threads; each call runs on its caller's, and
 * on lanes it borrowed where its upscaler is shared ({@link LaneShare}).
 */
public final class FramePipeline {
  private final Supplier<JpegCodec> jpeg;
  private final InstancePool<Workspace> workspaces = new InstancePool<>(Workspace::new);

  /** With the JPEG codec that {@link Codecs} chooses. */
  public FramePipeline() {
    this(Codecs::jpeg);
  }

  /** With a JPEG codec of the caller's. */
  public FramePipeline(Supplier<JpegCodec> jpeg) {
    this.jpeg = jpeg;
  }

  /**
   * Upscales an encoded picture.
   *
   * @param data a JPEG or PNG
   * @throws ImagingException where the picture is broken, unsupported, over the budget, or does not
   *     fit the job
   * @throws java.util.concurrent.CancellationException once the job says it is cancelled
   */
  public UpscaledFrame upscale(byte[] data, UpscaleJob job) {
    return workspaces.with(workspace -> upscale(data, job, workspace));
  }

  private UpscaledFrame upscale(byte[] data, UpscaleJob job, Workspace workspace) {
    PictureUpscaler upscaler = new PictureUpscaler(job.luma(), job.cancelled());
    upscaler.requireWanted();
    Region part = job.part();
    PixelBudget.require(job.outputWidth(), job.outputHeight(), job.maxPixels());
    Picture decoded = Codecs.decode(data, job.maxPixels(), jpeg, workspace.decoded());
    // JPEG has no place for alpha: spare the work of upscaling it.
    Picture in = job.format() == ImageFormat.PNG ? decoded : decoded.withoutAlpha();
    upscaler.requireWanted();
    Subsampling sampling = outputSampling(in, job);
    Picture out =
        upscaler.upscale(
            in, job.outputWidth(), job.outputHeight(), part, sampling, workspace.upscaled());
    upscaler.requireWanted();
    byte[] bytes = Codecs.encode(out, job.format(), job.jpegQuality(), jpeg);
    return new UpscaledFrame(bytes, job.luma().name(), part.width(), part.height());
  }

  /** Upscales for the screen, without encoding; keeps the picture's own subsampling and alpha. */
  public Picture upscaleForDisplay(Picture in, int width, int height, Upscaler luma) {
    return new PictureUpscaler(luma, () -> false)
        .upscale(
            in, width, height, Region.whole(width, height), in.subsampling(), Picture::allocate);
  }

  /**
   * Runs the codec and these upscalers on a synthetic frame for a second, at most three, so that
   * the compiler has seen the hot loops before the first real frame comes.
   *
   * @param upscalers at least one
   * @return measured milliseconds for each output megapixel: a first guess, far too high where the
   *     machine is so busy that compilation is not through yet. By {@link Upscaler#name()}
   */
  public Map<String, Double> warmUp(List<Upscaler> upscalers) {
    return new WarmUp(this).run(upscalers);
  }

  /** One line for the log: which loops run, and why. */
  public static String loops() {
    return Rows.report() + "; " + LearnedDoubler.report() + "; " + NetworkKernels.report();
  }

  /**
   * Colour doubled in both directions keeps every input chroma sample at 4:2:0, for half the cost.
   * PNG holds full-size colour, so chroma is upscaled all the way.
   */
  private static Subsampling outputSampling(Picture in, UpscaleJob job) {
    if (!in.subsampling().hasChroma()) {
      return Subsampling.GREY;
    }
    if (job.format() == ImageFormat.PNG) {
      return Subsampling.S444;
    }
    boolean doubled = job.outputWidth() >= 2 * in.width() && job.outputHeight() >= 2 * in.height();
    return doubled ? Subsampling.S420 : in.subsampling();
  }
}
