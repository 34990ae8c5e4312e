package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.protocol.ImageHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The ground-truth frames of a folder, by name. */
record FrameFolder(List<Path> files) {
  /** Shorter sides leave too little inside of the border to judge by. */
  static final int MIN_SIDE = 64;

  private static final long MAX_PIXELS = 64_000_000;

  /**
   * Lists the pictures and looks at their headers.
   *
   * @throws UnfitFramesException where there are none, or one cannot be measured with
   */
  static FrameFolder list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UnfitFramesException(
          folder + ": is not a folder; give one with frames as .png or .jpg");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(FrameFolder::isPicture).sorted().toList();
      if (files.isEmpty()) {
        throw new UnfitFramesException(
            folder + ": has no frames; put full-size .png or .jpg files there");
      }
      for (Path file : files) {
        requireFit(file);
      }
      return new FrameFolder(files);
    }
  }

  /**
   * Reads one.
   *
   * @throws UnfitFramesException where it is broken
   */
  static Picture read(Path file) throws IOException {
    try {
      return Codecs.decode(Files.readAllBytes(file), MAX_PIXELS);
    } catch (ImagingException e) {
      throw new UnfitFramesException(file + ": " + e.getMessage());
    }
  }

  private static void requireFit(Path file) throws IOException {
    ImageHeader header =
        ImageHeader.read(ByteBuffer.wrap(Files.readAllBytes(file)))
            .orElseThrow(() ->
                new UnfitFramesException(file + ": is not a JPEG or PNG picture; leave it out"));
    if (header.width() % 2 != 0 || header.height() % 2 != 0) {
      throw new UnfitFramesException(
          "%s: is %dx%d; width and height must be even, to be halved: crop it or leave it out"
              .formatted(file, header.width(), header.height()));
    }
    if (Math.min(header.width(), header.height()) < MIN_SIDE) {
      throw new UnfitFramesException(
          "%s: is %dx%d; each side must be at least %d pixels"
              .formatted(file, header.width(), header.height(), MIN_SIDE));
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    return named && Files.isRegularFile(file);
  }
}
