package dev.p2c2g.coordinator;

import dev.p2c2g.config.Settings;
import java.util.Locale;

/**
 * The section {@code database}: where open tasks are kept.
 *
 * @param type only {@link Type#MEMORY} in this build
 * @param connectionString empty, for memory needs none; may hold a password, so it is never shown
 */
public record DatabaseSettings(Type type, String connectionString) {
  private static final String TYPE_KEY = "database.type";
  private static final String CONNECTION_KEY = "database.connection_string";

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
    if (type != Type.MEMORY) {
      settings.reject(TYPE_KEY, "'" + type + "' is not in this build; use memory");
    } else if (!connection.isEmpty()) {
      settings.reject(
          CONNECTION_KEY, "would be ignored, because database.type is memory; delete it");
    }
    return new DatabaseSettings(type, connection);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[type=" + type + "]";
  }
}
