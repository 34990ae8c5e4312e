package dev.p2c2g.imaging;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A JPEG codec that decodes in processes of its own, for pictures from strangers: one that crashes
 * the native code underneath, or keeps it busy without end, costs its task and nothing else. There
 * are as many children as decode at the same time, and one more in waiting, since starting one
 * takes as long as many frames. Encoding, of pictures of our own, stays here. Safe for any thread.
 */
public final class IsolatedJpeg implements JpegCodec, AutoCloseable {
  private static final Logger LOG = System.getLogger("peer");

  /** A child needs so much beside its pictures. */
  private static final long LEAST_HEAP = 48L << 20;

  private static final long MOST_HEAP = 4L << 30;

  /** A picture, the file it came in, and the planes that a codec may decode into first. */
  private static final int BYTES_A_PIXEL = 8;

  private final JpegCodec codec;
  private final String mainClass;
  private final long heapBytes;

  /** All below is guarded by {@code this}. */
  private final Deque<DecoderProcess> idle = new ArrayDeque<>();

  private boolean starting;
  private boolean closed;

  private IsolatedJpeg(JpegCodec codec, String mainClass, long heapBytes) {
    this.codec = codec;
    this.mainClass = mainClass;
    this.heapBytes = heapBytes;
  }

  /**
   * Starts the first child, and waits for it.
   *
   * @param codec what the children decode with, and what encodes here
   * @param maxPixels of the largest picture
   * @throws IOException when there can be no such processes here
   */
  public static IsolatedJpeg start(JpegCodec codec, long maxPixels) throws IOException {
    return start(codec, DecoderMain.class.getName(), maxPixels);
  }

  /**
   * As above, with another main class for the children: one that calls {@link DecoderMain#serve}.
   */
  public static IsolatedJpeg start(JpegCodec codec, String mainClass, long maxPixels)
      throws IOException {
    var isolated =
        new IsolatedJpeg(
            codec, mainClass, Math.min(MOST_HEAP, LEAST_HEAP + BYTES_A_PIXEL * maxPixels));
    isolated.give(isolated.child());
    return isolated;
  }

  @Override
  public String name() {
    return codec.name();
  }

  @Override
  public Picture decode(byte[] data, long maxPixels, PictureAllocator into) {
    DecoderProcess child;
    try {
      child = take();
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.UNSUPPORTED, String.valueOf(e.getMessage()), e);
    }
    try {
      var picture = child.decode(data, maxPixels, into);
      give(child);
      return picture;
    } catch (ImagingException e) {
      give(child);
      throw e;
    } catch (IOException | InternalError | OutOfMemoryError e) {
      // an InternalError is a shared file that has shrunk under our hands
      LOG.log(
          Level.WARNING,
          "a picture of {0} bytes ended the decoder, process {1}; another takes its place",
          data.length,
          Long.toString(child.pid()));
      child.close();
      throw new ImagingException(
          ImagingException.Kind.BROKEN, "the decoder ended over this picture", e);
    }
  }

  @Override
  public byte[] encode(Picture picture, int quality) {
    return codec.encode(picture, quality);
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(DecoderProcess::close);
    idle.clear();
  }

  private DecoderProcess take() throws IOException {
    Optional<DecoderProcess> waiting;
    synchronized (this) {
      waiting = living();
      if (idle.isEmpty() && !starting && !closed) {
        starting = true;
        Thread.ofPlatform().daemon().name("decoder-start").start(this::startAnother);
      }
    }
    return waiting.isPresent() ? waiting.get() : child();
  }

  /** One that waits and has not been ended meanwhile, by whoever wanted memory. */
  private Optional<DecoderProcess> living() {
    for (var child = idle.poll(); child != null; child = idle.poll()) {
      if (child.isAlive()) {
        return Optional.of(child);
      }
      child.close();
    }
    return Optional.empty();
  }

  private void startAnother() {
    try {
      give(child());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0}", e.getMessage());
    } finally {
      synchronized (this) {
        starting = false;
      }
    }
  }

  private synchronized void give(DecoderProcess child) {
    if (closed) {
      child.close();
    } else {
      idle.push(child);
    }
  }

  private DecoderProcess child() throws IOException {
    return DecoderProcess.start(mainClass, codec.name(), heapBytes);
  }
}
