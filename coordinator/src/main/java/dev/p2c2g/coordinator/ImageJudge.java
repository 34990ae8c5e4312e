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
import java.util.function.Function;

/**
 * Judges frames with a decoder in a process of its own, since they come from strangers; started
 * with the first frame. Where there can be no such process, nothing is decoded. For one thread.
 */
final class ImageJudge implements Function<FrameClaim, Finding>, AutoCloseable {
  private static final Logger LOG = System.getLogger("security");

  private final long maxPixels;

  /** The first, and once somebody looks like a liar one by another codec. */
  private final List<IsolatedJpeg> decoders = new CopyOnWriteArrayList<>();

  private Optional<FrameJudge> judge = Optional.empty();
  private Optional<IsolatedJpeg> second = Optional.empty();
  private boolean impossible;

  ImageJudge(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  @Override
  public Finding apply(FrameClaim claim) {
    if (judge.isEmpty() && !impossible) {
      open();
    }
    return judge
        .map(j -> j.judge(claim))
        .orElseGet(() -> new Finding.Unclear("no decoder can run here"));
  }

  @Override
  public void close() {
    decoders.forEach(IsolatedJpeg::close);
  }

  private void open() {
    try {
      var started = started(Codecs.jpeg());
      judge =
          Optional.of(
              new FrameJudge(
                  started, List.of(() -> second(started.name())), maxPixels, new SecureRandom()));
    } catch (IOException | RuntimeException e) {
      impossible = true;
      LOG.log(
          Level.WARNING, "results are not looked at, a decoder cannot run here: {0}", e.toString());
    }
  }

  private IsolatedJpeg second(String first) {
    if (second.isEmpty()) {
      try {
        // ImageIO, the last of them, is always there
        second = Optional.of(started(Codecs.others(first).getFirst()));
      } catch (IOException e) {
        throw new IllegalStateException("no second decoder can run here", e);
      }
    }
    return second.get();
  }

  private IsolatedJpeg started(JpegCodec codec) throws IOException {
    var decoder = IsolatedJpeg.start(codec, maxPixels);
    decoders.add(decoder);
    return decoder;
  }
}
