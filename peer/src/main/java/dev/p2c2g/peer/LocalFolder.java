package dev.p2c2g.peer;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The folder through which a user's programs find that user's peers, and nobody else does. */
final class LocalFolder {
  private static final Set<PosixFilePermission> MINE_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private LocalFolder() {}

  /**
   * Where it is, whether it exists or not.
   *
   * @param env usually {@link System#getenv()}
   */
  static Path path(Map<String, String> env) {
    return Optional.ofNullable(env.get("XDG_RUNTIME_DIR"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(runtime -> runtime.resolve("p2c2g"))
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "p2c2g-" + user()));
  }

  /**
   * Makes it, if it does not exist, and checks it.
   *
   * @throws IOException when others made it or may enter it; the message says what to do
   */
  static void require(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      // Windows: the folder for temporary files is the user's own
      Files.createDirectories(folder);
      return;
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MINE_ALONE));
    } catch (FileAlreadyExistsException e) {
      check(folder);
    }
  }

  private static void check(Path folder) throws IOException {
    var found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw new IOException(folder + " is not a folder; remove it");
    }
    if (!found.owner().equals(me())) {
      throw new IOException(
          folder + " belongs to " + found.owner() + "; remove it, or set XDG_RUNTIME_DIR");
    }
    if (!MINE_ALONE.containsAll(found.permissions())) {
      throw new IOException(
          folder
              + " has the permissions "
              + PosixFilePermissions.toString(found.permissions())
              + "; set them to rwx------ (chmod 700), so that nobody else can enter it");
    }
  }

  /** Whoever owns what this process makes. */
  private static UserPrincipal me() throws IOException {
    var made = Files.createTempFile("p2c2g", "");
    try {
      return Files.getOwner(made);
    } finally {
      Files.delete(made);
    }
  }

  private static String user() {
    return System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
