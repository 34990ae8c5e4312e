package dev.p2c2g.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a settings file whole. */
final class FileText {
  /** Far more than any settings file; a mistaken path to a video should not fill the memory. */
  private static final int MAX_BYTES = 1 << 20;

  private FileText() {}

  /** The file's text, or nothing and one more problem. */
  static Optional<String> read(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length <= MAX_BYTES) {
        return Optional.of(decode(bytes));
      }
      problems.add(file + ": is larger than 1 MiB, so it is no settings file; check the path");
    } catch (NoSuchFileException e) {
      problems.add(
          file + ": no such file; check the path, or leave it out to run with the defaults");
    } catch (AccessDeniedException e) {
      problems.add(file + ": may not be read by this user; change its permissions");
    } catch (CharacterCodingException e) {
      problems.add(file + ": is not text in UTF-8; save it again as UTF-8");
    } catch (IOException e) {
      problems.add(file + ": cannot be read (" + e.getMessage() + "); check the path");
    }
    return Optional.empty();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    // some editors open a UTF-8 file with a byte order mark, which is no part of the YAML
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
