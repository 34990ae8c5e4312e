package dev.p2c2g.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file that lines are appended to. When the next line would take it over its bound it is renamed
 * to {@code NAME.1}, replacing the one before, so the two together hold at most twice the bound.
 */
final class RotatingFile implements LineSink {
  private final Path file;
  private final long maxBytes;
  private OutputStream out;
  private long bytes;

  private RotatingFile(Path file, long maxBytes) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.out = append(file);
    this.bytes = Files.size(file);
  }

  /**
   * Opens a file for appending, and makes it where there is none.
   *
   * @throws ConfigException when that cannot be done
   */
  static RotatingFile open(Path file, long maxBytes) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw failure(file, "there is no folder " + folder + "; make it, or log to another file");
    }
    if (Files.isDirectory(file)) {
      throw failure(file, "is a folder; name a file in it");
    }
    try {
      return new RotatingFile(file, maxBytes);
    } catch (IOException e) {
      throw failure(file, "cannot be written (" + e + "); allow this user to, or log elsewhere");
    }
  }

  @Override
  public void write(String line) throws IOException {
    byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
    if (bytes > 0 && bytes + encoded.length > maxBytes) {
      rotate();
    }
    out.write(encoded);
    bytes += encoded.length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void rotate() throws IOException {
    out.close();
    try {
      Path earlier = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, earlier, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // the folder may forbid new names; the bound holds all the same
      Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING).close();
    }
    out = append(file);
    bytes = 0;
  }

  private static OutputStream append(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static ConfigException failure(Path file, String problem) {
    return new ConfigException(List.of("log file " + file + ": " + problem));
  }
}
