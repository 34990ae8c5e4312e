package dev.p2c2g.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tests one JPEG codec after the other, and keeps the fastest of those that are sound. */
final class CodecContest {
  private record Entrant(JpegCodec codec, CodecSelfTest.Result result) {}

  private final List<String> reports = new ArrayList<>();
  private Optional<Entrant> best = Optional.empty();

  /** A codec that this machine lacks, or that fails, is out and says why. */
  void enter(String name, Supplier<JpegCodec> maker) {
    try {
      JpegCodec codec = maker.get();
      CodecSelfTest.Result result = CodecSelfTest.run(codec);
      reports.add(name + " " + result);
      if (best.map(b -> result.nanosPerPixel() < b.result.nanosPerPixel()).orElse(true)) {
        best = Optional.of(new Entrant(codec, result));
      }
    } catch (RuntimeException | LinkageError e) {
      reports.add(name + " is out: " + e.getMessage());
    }
  }

  /** Fails where no codec works. */
  JpegCodec winner() {
    return best.orElseThrow(() -> new IllegalStateException("no JPEG codec works: " + report()))
        .codec;
  }

  String report() {
    return String.join("; ", reports);
  }
}
