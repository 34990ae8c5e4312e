package dev.p2c2g.security;

import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The file that keeps the API keys, without their secrets. Several processes may change it: each
 * change holds a lock beside the file, and replaces the file in one move. A coordinator that runs
 * notices by itself.
 */
public final class ApiKeyFile {
  /** So many keys, revoked ones included, are kept. */
  public static final int MOST_KEYS = 100_000;

  private static final int MAX_BYTES = 1 << 26;
  private static final int SALT_BYTES = 16;

  /** A file's lock keeps other processes out, not other threads of this one. */
  private static final ReentrantLock OURS = new ReentrantLock();

  private final Path file;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeyFile(Path file) {
    this(file, InstantSource.system());
  }

  ApiKeyFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param token what its owner shows; it cannot be had again
   */
  public record Issued(ApiKey key, String token) {}

  /**
   * Makes a key.
   *
   * @param lifetime empty for a key that does not expire
   * @throws IOException when the file cannot be changed; the message says why
   */
  public Issued issue(Role role, String subject, Optional<Duration> lifetime) throws IOException {
    Names.requireId("subject", subject);
    var token = ApiKeyToken.random(random);
    var bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    var salt = HexFormat.of().formatHex(bytes);
    var now = clock.instant();
    var key =
        new ApiKey(
            token.id(),
            role,
            subject,
            now,
            lifetime.map(now::plus),
            Optional.empty(),
            salt,
            ApiKey.hash(salt, token.secret()));
    change(keys -> {
      keys.put(key.id(), key);
      return keys;
    });
    return new Issued(key, token.text());
  }

  /**
   * Revokes a key, for good.
   *
   * @return false when there is no such key, or it was revoked before
   */
  public boolean revoke(String id) throws IOException {
    var now = clock.instant();
    var revoked = new boolean[1];
    change(keys -> {
      keys.computeIfPresent(
          id,
          (_, key) -> {
            revoked[0] = key.revoked().isEmpty();
            return revoked[0] ? key.revokedAt(now) : key;
          });
      return keys;
    });
    return revoked[0];
  }

  /** All keys, in the order in which they were made; none while there is no file. */
  public List<ApiKey> list() throws IOException {
    return List.copyOf(read(file).values());
  }

  static Map<String, ApiKey> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new LinkedHashMap<>();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": is larger than 64 MiB, so it is no file of keys");
    }
    try {
      return ApiKeyJson.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read as a file of keys: " + e.getMessage(), e);
    }
  }

  private void change(UnaryOperator<Map<String, ApiKey>> change) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFiles.createFolder(folder);
    }
    var lock = file.resolveSibling(file.getFileName() + ".lock");
    PrivateFiles.createIfAbsent(lock);
    OURS.lock();
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var changed = change.apply(read(file));
      if (changed.size() > MOST_KEYS) {
        throw new IOException(
            file + ": has " + MOST_KEYS + " keys already; delete revoked ones from it first");
      }
      PrivateFiles.write(file, ApiKeyJson.write(changed.values()));
    } finally {
      OURS.unlock();
    }
  }
}
