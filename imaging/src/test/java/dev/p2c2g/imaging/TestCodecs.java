package dev.p2c2g.imaging;

import java.util.Optional;

/** The JPEG codecs that this machine has. */
final class TestCodecs {
  private TestCodecs() {}

  static Optional<JpegCodec> available(String name) {
    try {
      return Optional.ofNullable(Codecs.jpegCodecs().get(name)).map(maker -> maker.get());
    } catch (UnsupportedOperationException | LinkageError notHere) {
      return Optional.empty();
    }
  }
}
