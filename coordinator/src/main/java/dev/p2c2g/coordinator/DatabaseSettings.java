package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The section {@code database}: where tasks without a deadline are kept.
 *
 * @param connectionString empty for memory, which needs none; may hold a password, so it is never
 *     shown
 * @param username overrides the one in {@code connectionString}; "" for that one
 * @param password likewise
 * @param passwordFile its first line is the password, instead of {@code password}
 * @param namespace what all kept names begin with in Redis, and the schema in PostgreSQL
 * @param migrate whether PostgreSQL's tables are made and brought up to date at the start
 * @param maxTasks 1 to 10,000,000 open tasks of the whole cluster
 * @param maxBytes 65,536 to 2^50; of those
 * @param timeoutMs 100 to 60,000 after which a store that does not answer counts as unavailable
 */
public record DatabaseSettings(
    Type type,
    String connectionString,
    String username,
    String password,
    Optional<Path> passwordFile,
    String namespace,
    boolean migrate,
    int maxTasks,
    long maxBytes,
    int timeoutMs) {
  private static final String TYPE_KEY = "database.type";
  private static final String CONNECTION_KEY = "database.connection_string";
  private static final String PASSWORD_FILE_KEY = "database.password_file";
  private static final IntRange TASKS = IntRange.of(1, 10_000_000);
  private static final IntRange BYTES = IntRange.of(65_536, 1L << 50);
  private static final IntRange TIMEOUT = IntRange.of(100, 60_000);

  /** The stores the configuration knows. */
  public enum Type {
    MEMORY,
    REDIS,
    POSTGRES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DatabaseSettings read(Settings settings) {
    Type type = settings.word(TYPE_KEY, Type.MEMORY);
    String connection = settings.converted(CONNECTION_KEY, "", text -> text);
    check(settings, type, connection);
    String password = settings.converted("database.password", "", text -> text);
    Optional<Path> passwordFile = settings.path(PASSWORD_FILE_KEY);
    if (passwordFile.isPresent() && !password.isEmpty()) {
      settings.reject(
          PASSWORD_FILE_KEY, "is given beside database.password; delete one", "database.password");
    }
    return new DatabaseSettings(
        type,
        connection,
        settings.converted("database.username", "", text -> text),
        password,
        passwordFile,
        settings.converted("database.namespace", "p2c2g", DatabaseSettings::namespace),
        settings.flag("database.migrate", true),
        settings.integer("database.max_tasks", 100_000, TASKS),
        settings.number("database.max_bytes", 4_294_967_296L, BYTES),
        settings.integer("database.timeout_ms", 2_000, TIMEOUT));
  }

  private static void check(Settings settings, Type type, String connection) {
    if (type == Type.MEMORY) {
      if (!connection.isEmpty()) {
        settings.reject(
            CONNECTION_KEY, "would be ignored, because database.type is memory; delete it");
      }
      return;
    }
    try {
      var provider = StoreProvider.of(type.toString());
      try {
        provider.check(connection);
      } catch (IllegalArgumentException e) {
        settings.reject(CONNECTION_KEY, String.valueOf(e.getMessage()), TYPE_KEY);
      }
    } catch (IllegalArgumentException e) {
      settings.reject(TYPE_KEY, String.valueOf(e.getMessage()));
    }
  }

  private static String namespace(String text) {
    if (!text.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("is not 1 to 63 of a-z 0-9 _, beginning with no digit");
    }
    return text;
  }

  /**
   * For the store.
   *
   * @throws StoreException when the password's file cannot be read
   */
  StoreSettings toStoreSettings(LimitSettings limits) throws StoreException {
    return new StoreSettings(
        connectionString,
        Optional.of(username).filter(name -> !name.isEmpty()),
        readPassword(),
        namespace,
        migrate,
        room(limits),
        Duration.ofMillis(timeoutMs));
  }

  /** What may be kept; in memory the queue's own limits hold for what is open. */
  StoreSettings.Room room(LimitSettings limits) {
    return new StoreSettings.Room(
        maxTasks,
        maxBytes,
        Duration.ofMillis(limits.resultTtlMs()),
        limits.maxKeptResults(),
        limits.maxKeptBytes());
  }

  private Optional<String> readPassword() throws StoreException {
    if (passwordFile.isEmpty()) {
      return Optional.of(password).filter(word -> !word.isEmpty());
    }
    try (var lines = Files.lines(passwordFile.get())) {
      return lines.findFirst();
    } catch (IOException e) {
      throw StoreException.lasting(
          PASSWORD_FILE_KEY + ": " + passwordFile.get() + " cannot be read: " + e, e);
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[type=" + type + "]";
  }
}
