package dev.p2c2g.cli;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.ImageHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The picture files named on a command line. */
final class PictureFiles {
  /**
   * A picture as it is stored.
   *
   * @param bytes not to be written to
   */
  record Encoded(ByteBuffer bytes, ImageHeader header) {}

  private PictureFiles() {}

  /** Reads a JPEG or PNG without decoding it. */
  static Encoded read(Path file) throws IOException {
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return new Encoded(
          bytes,
          ImageHeader.read(bytes)
              .orElseThrow(() -> new UserException(file + ": is not a JPEG or PNG picture")));
    } catch (NoSuchFileException e) {
      throw new UserException(file + ": there is no such file");
    }
  }

  /** The format that a file's name asks for. */
  static FrameUpscaleParams.Format formatOf(Path file) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return FrameUpscaleParams.Format.PNG;
    }
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return FrameUpscaleParams.Format.JPEG;
    }
    throw new UserException(file + ": name the output .jpg, .jpeg or .png");
  }
}
