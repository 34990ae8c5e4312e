package dev.p2c2g.coordinator;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.IsolatedJpeg;
import dev.p2c2g.imaging.JpegCodec;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.FrameClaim;
import dev.p2c2g.verification.FrameJudge;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Judges frames with decoders in processes of their own, since they come from strangers. Where
 * there can be no such process, nothing is decoded. For one thread.
 */
final class ImageJudge implements CheckDesk.Judge, AutoCloseable {
  private static final Logger LOG = System.getLogger("security");

  private final long maxPixels;

  /** The first, and one by another codec for when somebody looks like a liar. */
  private final List<IsolatedJpeg> decoders = new CopyOnWriteArrayList<>();

  /** Set by another thread, perhaps while a process is being started. */
  private volatile boolean closed;

  private Optional<FrameJudge> judge = Optional.empty();

  ImageJudge(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /** Starts the processes: on a busy machine that takes seconds, in which a liar gets far. */
  @Override
  public void prepare() {
    try {
      var first = started(Codecs.jpeg());
      // ImageIO, the last of them, is always there
      var second = started(Codecs.others(first.name()).getFirst());
      judge = Optional.of(new FrameJudge(first, second, maxPixels, new SecureRandom()));
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING, "results are not looked at, a decoder cannot run here: {0}", e.toString());
    }
  }

  @Override
  public Finding apply(FrameClaim claim) {
    return judge
        .map(j -> j.judge(claim))
        .orElseGet(() -> new Finding.Unclear("no decoder can run here"));
  }

  @Override
  public void close() {
    closed = true;
    decoders.forEach(IsolatedJpeg::close);
  }

  private IsolatedJpeg started(JpegCodec codec) throws IOException {
    var decoder = IsolatedJpeg.start(codec, maxPixels);
    decoders.add(decoder);
    if (closed) {
      decoder.close();
    }
    return decoder;
  }
}
