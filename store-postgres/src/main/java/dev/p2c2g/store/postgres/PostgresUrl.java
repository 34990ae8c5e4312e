package dev.p2c2g.store.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL is, as its users write it: {@code jdbc:postgresql://host:5432/database?...} or
 * {@code postgres://user:password@host:5432/database?...}.
 *
 * @param jdbc without user and password, unless they are among its parameters
 */
record PostgresUrl(String jdbc, Optional<String> user, Optional<String> password) {
  private static final Pattern JDBC = Pattern.compile("jdbc:postgresql:.+");
  private static final Pattern PLAIN =
      Pattern.compile("postgres(?:ql)?://(?:([^@/:]*)(?::([^@/]*))?@)?([^@]+)");
  private static final Pattern PARAMETERS = Pattern.compile("\\?.*");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException says what it must be like; never with a password
   */
  static PostgresUrl parse(String url) {
    if (JDBC.matcher(url).matches()) {
      return new PostgresUrl(url, Optional.empty(), Optional.empty());
    }
    var plain = PLAIN.matcher(url);
    if (!plain.matches()) {
      throw new IllegalArgumentException(
          "must be like postgres://user:password@host:5432/database or jdbc:postgresql://host:5432/database");
    }
    return new PostgresUrl(
        "jdbc:postgresql://" + plain.group(3),
        Optional.ofNullable(plain.group(1)).map(PostgresUrl::decoded),
        Optional.ofNullable(plain.group(2)).map(PostgresUrl::decoded));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** For messages: without anything that could be a password. */
  @Override
  public String toString() {
    return PARAMETERS.matcher(jdbc).replaceFirst("");
  }
}
