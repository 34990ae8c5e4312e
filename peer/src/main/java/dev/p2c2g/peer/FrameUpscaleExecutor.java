package dev.p2c2g.peer;

import dev.p2c2g.imaging.Algorithm;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.JpegCodec;
import dev.p2c2g.imaging.LaneShare;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Upscales a JPEG or PNG frame on the CPU. */
public final class FrameUpscaleExecutor implements TaskExecutor {
  private static final Logger LOG = System.getLogger("peer");

  /** Decodes what strangers sent. Set before the first task, by the thread that makes the lanes. */
  private Supplier<JpegCodec> codec = Codecs::jpeg;

  private final FramePipeline pipeline = new FramePipeline(() -> codec.get());

  /** Once this machine's speeds are known. Set before the first task comes. */
  private Optional<RungLadder> ladder = Optional.empty();

  /** Set before the first task, by the thread that makes the lanes. */
  private FrameAlgorithms algorithms = new FrameAlgorithms();

  private LaneShare lanes = new LaneShare(1);

  /** One warm-up serves every peer of this process: the JIT's work is the process's. */
  private static final class WarmUp {
    static final Map<String, Double> MS_PER_MEGAPIXEL = new FramePipeline().warmUp(Upscalers.all());
  }

  @Override
  public String taskType() {
    return FrameUpscaleParams.TASK_TYPE;
  }

  /**
   * Loads the models of this peer's owner; once, before anything else.
   *
   * @throws dev.p2c2g.config.ConfigException with every model that cannot be used
   */
  void configure(PeerConfig config) {
    var count = config.resources().maxConcurrentTasks();
    algorithms = FrameAlgorithms.with(config.models(), count);
    lanes = new LaneShare(count);
    codec = () -> StrangersJpeg.of(config.resources());
  }

  @Override
  public Set<String> features() {
    return Stream.concat(
            Stream.of(FrameUpscaleParams.REGION_FEATURE),
            algorithms.names().stream().map(FrameUpscaleParams.ALGORITHM_FEATURE::concat))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<byte[]> sealBinding(ObjectNode params) throws TaskFailedException {
    try {
      // how many pixels there may be is asked again when it is done
      var read = FrameUpscaleParams.read(params, Long.MAX_VALUE);
      if (read.region().isPresent()) {
        throw new TaskFailedException("params.region: is given; a sealed frame is done whole");
      }
      return Optional.of(read.sealBinding());
    } catch (ProtocolException e) {
      throw new TaskFailedException(e.text(), e);
    }
  }

  @Override
  public void warmUp() {
    LOG.log(Level.INFO, Codecs.report());
    // it takes a while to start
    var _ = codec.get();
    var speeds = WarmUp.MS_PER_MEGAPIXEL;
    ladder = Optional.of(new RungLadder(Upscalers.ladder(), speeds, System::nanoTime));
    LOG.log(Level.INFO, FramePipeline.loops());
    speeds.forEach((name, ms) ->
        LOG.log(
            Level.INFO,
            "{0}: {1} ms a megapixel of output, decoded and encoded",
            name,
            String.format(Locale.ROOT, "%.1f", ms)));
  }

  @Override
  public TaskOutput execute(TaskInput input) throws TaskFailedException {
    try {
      var params = FrameUpscaleParams.read(input.params(), input.maxPixels());
      params.checkPicture(new Payload.Inline(input.data()), input.maxPixels());
      try (var work = lanes.enter()) {
        return execute(params, input, work);
      }
    } catch (ProtocolException e) {
      throw new TaskFailedException(e.text(), e);
    } catch (ImagingException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private TaskOutput execute(FrameUpscaleParams params, TaskInput input, LaneShare.Work work)
      throws TaskFailedException {
    var wish = wish(params, input, work.lanes(params.outputHeight()));
    var algorithm = algorithm(params, wish);
    var startNanos = System.nanoTime();
    var frame =
        pipeline.upscale(input.bytes(), job(params, input, shared(algorithm, params, work)));
    var ms = (System.nanoTime() - startNanos) / 1e6;
    ladder.ifPresent(l -> l.took(algorithm, wish, ms, ms + work.helpedNanos() / 1e6));
    return new TaskOutput(ByteBuffer.wrap(frame.bytes()), frame.algorithm());
  }

  private static RungLadder.Wish wish(FrameUpscaleParams params, TaskInput input, int freeLanes) {
    return new RungLadder.Wish(
        params.quality(), megapixels(params), input.msLeft(), input.lanes(), freeLanes);
  }

  /** Over all lanes that are idle, where that pays. */
  private Algorithm shared(Algorithm algorithm, FrameUpscaleParams params, LaneShare.Work work) {
    var pays = ladder.map(l -> l.isWorthSharing(algorithm, megapixels(params))).orElse(true);
    return pays && algorithm instanceof Upscaler upscaler ? work.sharing(upscaler) : algorithm;
  }

  private static UpscaleJob job(FrameUpscaleParams params, TaskInput input, Algorithm algorithm) {
    var format =
        switch (params.outputFormat()) {
          case JPEG -> ImageFormat.JPEG;
          case PNG -> ImageFormat.PNG;
        };
    return new UpscaleJob(
        params.outputWidth(),
        params.outputHeight(),
        params.region().map(r -> new Region(r.x(), r.y(), r.width(), r.height())),
        algorithm,
        format,
        params.outputQuality(),
        input.maxPixels(),
        input.cancelled());
  }

  private Algorithm algorithm(FrameUpscaleParams params, RungLadder.Wish wish)
      throws TaskFailedException {
    if (params.algorithm().isPresent()) {
      return algorithms.named(params.algorithm().get());
    }
    if (params.region().isPresent()) {
      return ofRegion(params.quality());
    }
    return ladder.map(l -> l.choose(wish)).orElseGet(() -> RungLadder.bestOf(params.quality()));
  }

  /** Parts of one frame may be made by many peers: all have to take the same rung. */
  private static Upscaler ofRegion(FrameUpscaleParams.Quality quality) {
    return switch (quality) {
      case FAST -> Upscalers.cubic();
      case BALANCED -> Upscalers.learned();
      case QUALITY -> Upscalers.network("s");
    };
  }

  /** The work as megapixels of output: what is less than doubled is doubled all the same. */
  private static double megapixels(FrameUpscaleParams params) {
    var whole = (double) params.outputWidth() * params.outputHeight();
    var doubled = 4.0 * params.inputWidth() * params.inputHeight();
    return params.outputMegapixels() * Math.max(1, doubled / whole);
  }
}
