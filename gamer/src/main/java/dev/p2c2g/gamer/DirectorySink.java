package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.ImagingException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes each frame to {@code frame-000000.jpg} (or {@code .png}, as it came), named by its index,
 * over what is there. A thread of its own encodes and writes; when it falls {@value #MAX_WAITING}
 * frames behind, further frames are dropped and counted rather than stalling the display.
 */
public final class DirectorySink implements FrameSink {
  private static final Logger LOG = System.getLogger(DirectorySink.class.getName());
  private static final int MAX_WAITING = 32;

  /**
   * What became of the frames so far; those still waiting are in none of the counts.
   *
   * @param written files on disk
   * @param dropped not written, since too many were waiting
   * @param failed could not be encoded or written; the first reason is in the log
   */
  public record Counts(long written, long dropped, long failed) {}

  private final Path folder;
  private final int jpegQuality;
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Thread.ofPlatform().name("frame-writer").factory(),
          (_, _) -> dropped.increment());

  private DirectorySink(Path folder, int jpegQuality) {
    this.folder = folder;
    this.jpegQuality = jpegQuality;
  }

  /**
   * Opens a folder for writing.
   *
   * @param folder created with its parents where missing
   * @param jpegQuality 1 to 100, for frames that did not arrive as a file
   * @throws DisplayException when the folder cannot be created or written
   */
  public static DirectorySink open(Path folder, int jpegQuality) throws DisplayException {
    JpegQuality.require(jpegQuality);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DisplayException("cannot create folder %s for frames: %s".formatted(folder, e), e);
    }
    if (!Files.isWritable(folder)) {
      throw new DisplayException("cannot write frames to %s: no permission".formatted(folder));
    }
    return new DirectorySink(folder, jpegQuality);
  }

  @Override
  public void show(ShownFrame frame) {
    writer.execute(() -> write(frame));
  }

  private void write(ShownFrame frame) {
    try {
      byte[] file = frame.encoded();
      if (file.length == 0) {
        file = Codecs.jpeg().encode(frame.picture(), jpegQuality);
      }
      String suffix = ImageFormat.sniff(file) == ImageFormat.PNG ? "png" : "jpg";
      Files.write(folder.resolve("frame-%06d.%s".formatted(frame.index(), suffix)), file);
      written.increment();
    } catch (IOException | ImagingException e) {
      if (failed.sum() == 0) {
        LOG.log(Level.ERROR, "frame " + frame.index() + " is not written to " + folder, e);
      }
      failed.increment();
    }
  }

  /** The counts now; final after {@link #close()}. Any thread. */
  public Counts counts() {
    return new Counts(written.sum(), dropped.sum(), failed.sum());
  }

  /** Waits until every accepted frame is written, then logs what was not. */
  @Override
  public void close() {
    if (writer.isShutdown()) {
      return;
    }
    writer.close();
    Counts counts = counts();
    if (counts.dropped() + counts.failed() > 0) {
      LOG.log(
          Level.WARNING,
          "{0} frames written to {1}, {2} dropped since the disk was slower, {3} failed",
          counts.written(),
          folder,
          counts.dropped(),
          counts.failed());
    }
  }
}
