package dev.p2c2g.security;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What a file says, read anew when the file has changed. A file that cannot be read, half written
 * or with a slip in it, leaves what was known before: closing the door on everyone would be worse.
 * {@link #get} may be called from any thread; {@link #refresh} reads, so not from an event loop.
 */
final class WatchedFile<T> {
  private static final Logger LOG = System.getLogger("security");

  private final Path file;
  private final Reader<T> reader;
  private volatile T value;
  private Optional<Stamp> seen;

  /** Makes something of a file. */
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private record Stamp(long modified, long size, Optional<Object> key) {}

  /**
   * Reads the file for the first time.
   *
   * @throws IOException when that fails: nothing is known yet
   */
  WatchedFile(Path file, Reader<T> reader) throws IOException {
    this.file = file;
    this.reader = reader;
    this.seen = stamp();
    this.value = reader.read(file);
  }

  T get() {
    return value;
  }

  /** Whether it says something else now. */
  synchronized boolean refresh() {
    try {
      var now = stamp();
      if (now.equals(seen)) {
        return false;
      }
      value = reader.read(file);
      seen = now;
      LOG.log(Level.INFO, "{0} has changed and was read again", file);
      return true;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "{0} has changed and cannot be read; the old one stays: {1}", file, e);
      return false;
    }
  }

  private Optional<Stamp> stamp() throws IOException {
    try {
      var is = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(
              is.lastModifiedTime().toMillis(), is.size(), Optional.ofNullable(is.fileKey())));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
