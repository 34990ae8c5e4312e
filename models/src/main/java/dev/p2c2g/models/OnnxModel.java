package dev.p2c2g.models;

import ai.onnxruntime.OrtException;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.PictureAlgorithm;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A volunteer's own model as an upscaling algorithm: RGB tile by tile through the model, then
 * resampled to the size wanted. Runs on the calling thread alone. Safe to use from many threads; as
 * many tiles are worked on at a time as {@link ModelSettings#maxMemoryMb} allows.
 */
public final class OnnxModel implements PictureAlgorithm, AutoCloseable {
  private static final int TIMED_SIDE = 64;
  private static final int ROWS_BETWEEN_CHECKS = 16;
  private static final long MIB = 1 << 20;

  private final ModelSettings settings;
  private final ModelProbe probe;
  private final Network network;
  private final Slots slots;
  private final double msPerMegapixel;

  private OnnxModel(ModelSettings settings, ModelProbe probe, Network network, int runs)
      throws OrtException {
    this.settings = settings;
    this.probe = probe;
    this.network = network;
    slots = new Slots(runs, () -> Slot.of(settings.tile(), probe.scale()));
    msPerMegapixel = time();
  }

  /**
   * Loads a model and tries it on a tiny tile.
   *
   * @param lanes the most tiles that will be wanted at a time
   * @throws ModelException where it cannot be read, is no such model, or takes too much memory
   */
  public static OnnxModel load(ModelSettings settings, int lanes) {
    try {
      ModelProbe probe = ModelProbe.of(settings);
      int runs = Math.min(lanes, runsThatFit(settings, probe));
      return new OnnxModel(settings, probe, Network.open(settings.path(), Optional.empty()), runs);
    } catch (OrtException | IOException e) {
      throw new ModelException(settings, "is not an ONNX model that runs: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new ModelException(
          settings, "ONNX Runtime, which runs models, cannot be loaded here: " + e, e);
    }
  }

  private static int runsThatFit(ModelSettings settings, ModelProbe probe) throws IOException {
    long weights = Files.size(settings.path());
    long run = bytesOfRun(settings.tile(), probe);
    long room = settings.maxMemoryMb() * MIB - weights;
    if (room < run) {
      throw new ModelException(
          settings,
          "with tile %d it needs about %d MB, of which %d MB are weights, and max_memory_mb is %d; %s"
              .formatted(
                  settings.tile(),
                  Math.ceilDiv(weights + run, MIB),
                  Math.ceilDiv(weights, MIB),
                  settings.maxMemoryMb(),
                  advice(settings, probe, room)));
    }
    return (int) Math.min(Integer.MAX_VALUE, room / run);
  }

  private static String advice(ModelSettings settings, ModelProbe probe, long room) {
    int tile = settings.tile();
    int least = Math.max(ModelSettings.MIN_TILE, 2 * settings.overlap() + ModelSettings.MIN_CORE);
    while (tile >= least && bytesOfRun(tile, probe) > room) {
      tile -= ModelSettings.MIN_CORE;
    }
    return tile >= least && !probe.fixed()
        ? "set tile to " + tile + ", or raise max_memory_mb"
        : "raise max_memory_mb";
  }

  private static long bytesOfRun(int tile, ModelProbe probe) {
    return probe.workBytesPerPixel() * tile * tile + Slot.bytes(tile, probe.scale());
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** How many times larger the model draws, along each side: 2 or 4. */
  public int scale() {
    return probe.scale();
  }

  /**
   * Milliseconds for each megapixel that the model draws, on one thread, as measured when it was
   * loaded; without the overlap of tiles, and without resampling.
   */
  public double msPerMegapixel() {
    return msPerMegapixel;
  }

  /** One line for the log. */
  public String report() {
    return "model %s: %dx, %.0f ms a megapixel of its output, about %d MB for each tile at work"
        .formatted(
            name(), scale(), msPerMegapixel, Math.ceilDiv(bytesOfRun(settings.tile(), probe), MIB));
  }

  @Override
  public Picture upscale(
      Picture in, int width, int height, Region part, Subsampling sampling, Runnable stillWanted) {
    AxisTaps across = new AxisTaps(scale() * in.width(), width, part.x(), part.width());
    AxisTaps down = new AxisTaps(scale() * in.height(), height, part.y(), part.height());
    ModelRows rows =
        new ModelRows(
            in,
            axis(in.width()),
            axis(in.height()),
            scale(),
            across.least(),
            across.greatest(),
            down.least());
    BufferedImage image =
        new BufferedImage(part.width(), part.height(), BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Resampler resampler = new Resampler(rows, across, down, pixels);
    for (int y = 0; y < part.height(); y++) {
      if (y % ROWS_BETWEEN_CHECKS == 0) {
        stillWanted.run();
      }
      rows.reach(down.at(y, down.taps() - 1), slots, this::run, stillWanted);
      resampler.row(y);
    }
    return Picture.fromImage(image, sampling);
  }

  private TileAxis axis(int size) {
    return TileAxis.of(size, settings.tile(), settings.overlap(), probe.fixed());
  }

  private void run(Slot slot, int width, int height) {
    try {
      network.run(slot.in(), width, height, slot.out(), scale());
    } catch (OrtException e) {
      throw new ImagingException(
          ImagingException.Kind.UNSUPPORTED,
          "model %s failed on this picture: %s".formatted(name(), e.getMessage()),
          e);
    }
  }

  /** The second run: the first one plans. */
  private double time() throws OrtException {
    int side = probe.fixed() ? settings.tile() : Math.min(TIMED_SIDE, settings.tile());
    Slot slot = slots.take(() -> {});
    try {
      network.run(slot.in(), side, side, slot.out(), scale());
      long begin = System.nanoTime();
      network.run(slot.in(), side, side, slot.out(), scale());
      double drawn = (double) side * side * scale() * scale();
      return (System.nanoTime() - begin) / drawn;
    } finally {
      slots.giveBack(slot);
    }
  }

  /** Frees the model's memory. Nobody may be using it. */
  @Override
  public void close() {
    try {
      network.close();
    } catch (OrtException e) {
      throw new ModelException(settings, "cannot be closed: " + e.getMessage(), e);
    }
  }
}
