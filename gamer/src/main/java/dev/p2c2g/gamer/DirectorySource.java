package dev.p2c2g.gamer;

import dev.p2c2g.gamer.FileReadAhead.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JPEG and PNG files of one folder in the order of their names, bytes unchanged. A thread reads
 * ahead, so {@link #next()} waits for the disk only when the disk is slower than the session.
 */
public final class DirectorySource implements FrameSource {
  private static final List<String> SUFFIXES = List.of(".jpg", ".jpeg", ".png");

  private final String description;
  private final FileReadAhead files;
  private long delivered;

  private DirectorySource(String description, FileReadAhead files) {
    this.description = description;
    this.files = files;
  }

  /**
   * Lists a folder and starts to read it.
   *
   * @param loop start again after the last file; a pass without one usable frame ends it all the
   *     same
   * @throws CaptureException when the folder is missing, unreadable or without pictures
   */
  public static DirectorySource open(Path folder, boolean loop) throws CaptureException {
    List<Path> pictures = picturesIn(folder);
    String description =
        "%d pictures of %s%s".formatted(pictures.size(), folder, loop ? ", again and again" : "");
    return new DirectorySource(description, FileReadAhead.start(pictures, loop));
  }

  private static List<Path> picturesIn(Path folder) throws CaptureException {
    if (!Files.isDirectory(folder)) {
      throw new CaptureException(
          "no folder %s; give one that holds .jpg, .jpeg or .png frames".formatted(folder));
    }
    List<Path> pictures;
    try (Stream<Path> entries = Files.list(folder)) {
      pictures = entries.filter(DirectorySource::isPicture).sorted().toList();
    } catch (IOException e) {
      throw new CaptureException("cannot list %s: %s".formatted(folder, e.getMessage()), e);
    }
    if (pictures.isEmpty()) {
      throw new CaptureException("no .jpg, .jpeg or .png file in " + folder);
    }
    return pictures;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  @Override
  public Optional<CapturedFrame> next() throws CaptureException {
    long startNanos = System.nanoTime();
    return switch (files.take()) {
      case Outcome.Loaded(byte[] data, FrameSize size) ->
          Optional.of(
              new CapturedFrame(delivered++, startNanos, size.width(), size.height(), data));
      case Outcome.Failed(CaptureException failure) -> throw failure;
      case Outcome.Ended() -> Optional.empty();
    };
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    files.close();
  }
}
