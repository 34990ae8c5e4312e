package dev.p2c2g.cli;

import dev.p2c2g.gamer.CaptureException;
import dev.p2c2g.gamer.CapturedFrame;
import dev.p2c2g.gamer.FrameSink;
import dev.p2c2g.gamer.FrameSource;
import dev.p2c2g.gamer.ShownFrame;
import dev.p2c2g.imaging.Picture;
import java.util.Optional;

/**
 * Keeps one frame of a session, as captured and as a peer upscaled it: the last of every thirtieth.
 */
final class FrameSample {
  private static final int EVERY = 30;

  private volatile Optional<CapturedFrame> captured = Optional.empty();
  private volatile Optional<Pair> pair = Optional.empty();

  /** What went out and what came back. */
  record Pair(CapturedFrame captured, Picture upscaled) {}

  /** The sample; empty when no such frame came back in time. */
  Optional<Pair> pair() {
    return pair;
  }

  /** The source, looked at on its way. */
  FrameSource watch(FrameSource source) {
    return new FrameSource() {
      @Override
      public Optional<CapturedFrame> next() throws CaptureException {
        var frame = source.next();
        frame.filter(f -> f.index() % EVERY == EVERY / 2).ifPresent(f -> captured = Optional.of(f));
        return frame;
      }

      @Override
      public String description() {
        return source.description();
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  /** A sink that notices the sample when it is shown. */
  FrameSink sink() {
    return new FrameSink() {
      @Override
      public void show(ShownFrame frame) {
        captured
            .filter(c -> c.index() == frame.index() && frame.upscaledByPeer())
            .ifPresent(c -> pair = Optional.of(new Pair(c, frame.picture())));
      }

      @Override
      public void close() {}
    };
  }
}
