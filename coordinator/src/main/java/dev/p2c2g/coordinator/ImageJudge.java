package dev.p2c2g.coordinator;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.IsolatedJpeg;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.FrameClaim;
import dev.p2c2g.verification.FrameJudge;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges frames with a decoder in a process of its own, since they come from strangers; started
 * with the first frame. Where there can be no such process, nothing is decoded. For one thread.
 */
final class ImageJudge implements Function<FrameClaim, Finding>, AutoCloseable {
  private static final Logger LOG = System.getLogger("security");

  private final long maxPixels;
  private Optional<FrameJudge> judge = Optional.empty();
  private volatile Optional<IsolatedJpeg> decoder = Optional.empty();
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
    decoder.ifPresent(IsolatedJpeg::close);
  }

  private void open() {
    try {
      var started = IsolatedJpeg.start(Codecs.jpeg(), maxPixels);
      decoder = Optional.of(started);
      judge = Optional.of(new FrameJudge(started, maxPixels, new SecureRandom()));
    } catch (IOException | RuntimeException e) {
      impossible = true;
      LOG.log(
          Level.WARNING, "results are not looked at, a decoder cannot run here: {0}", e.toString());
    }
  }
}
