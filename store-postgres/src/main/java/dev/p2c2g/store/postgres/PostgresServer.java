package dev.p2c2g.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreSettings;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Ways to a server, what it must be, and what its errors mean. */
final class PostgresServer {
  private static final int CONNECTIONS = 8;
  private static final int OLDEST = 13;

  private PostgresServer() {}

  /** Connects, once. */
  static HikariDataSource connect(PostgresUrl url, StoreSettings settings) throws StoreException {
    var patienceMs = settings.patience().toMillis();
    var config = new HikariConfig();
    config.setJdbcUrl(url.jdbc());
    settings.username().or(url::user).ifPresent(config::setUsername);
    settings.password().or(url::password).ifPresent(config::setPassword);
    config.setSchema(settings.namespace());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.max(250, patienceMs));
    config.setValidationTimeout(Math.max(250, patienceMs / 2));
    config.setInitializationFailTimeout(1);
    config.addDataSourceProperty("ApplicationName", "p2c2g");
    config.addDataSourceProperty("connectTimeout", seconds(patienceMs));
    config.addDataSourceProperty("socketTimeout", seconds(patienceMs));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw failed(rootOf(e));
    }
  }

  /**
   * Brings the tables to what this build needs, or only looks whether they are.
   *
   * @throws StoreException when the server is too old, or the tables are another build's
   */
  static void prepare(HikariDataSource source, StoreSettings settings) throws StoreException {
    checkVersion(source);
    try {
      var flyway =
          Flyway.configure()
              .dataSource(source)
              .schemas(settings.namespace())
              .createSchemas(settings.migrate())
              .locations("classpath:dev/p2c2g/store/postgres/migrations")
              .load();
      if (settings.migrate()) {
        flyway.migrate();
      } else {
        var pending = flyway.info().pending();
        if (pending.length > 0) {
          throw StoreException.lasting(
              "schema '%s' lacks migration %s; set database.migrate: true, once"
                  .formatted(settings.namespace(), pending[0].getVersion()),
              new IllegalStateException("not migrated"));
        }
      }
    } catch (FlywayException e) {
      if (rootOf(e) instanceof SQLException sql && !failed(sql).isLasting()) {
        throw failed(sql);
      }
      throw StoreException.lasting(
          "the tables in schema '%s' are not those of this build: %s"
              .formatted(settings.namespace(), firstLine(e)),
          e);
    }
  }

  private static void checkVersion(HikariDataSource source) throws StoreException {
    try (var connection = source.getConnection()) {
      var major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST) {
        throw StoreException.lasting(
            "PostgreSQL is version " + major + "; " + OLDEST + " or newer is needed",
            new IllegalStateException("too old"));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** What an error means for whoever uses the store. */
  static StoreException failed(Throwable e) {
    var root = rootOf(e);
    var said = firstLine(root);
    if (!(root instanceof SQLException sql)) {
      return StoreException.unavailable("PostgreSQL cannot be reached: " + said, e);
    }
    var state = Optional.ofNullable(sql.getSQLState()).orElse("08");
    return switch (state.substring(0, 2)) {
      case "28" ->
          StoreException.lasting(
              "PostgreSQL refuses the credentials: "
                  + said
                  + "; see database.username and password",
              e);
      case "3D", "3F", "42" -> StoreException.lasting("PostgreSQL answers: " + said, e);
      case "08" -> StoreException.unavailable("PostgreSQL cannot be reached: " + said, e);
      default -> StoreException.unavailable("PostgreSQL answers: " + said, e);
    };
  }

  private static Throwable rootOf(Throwable e) {
    var root = e;
    while (root.getCause() != null && !(root instanceof SQLException sql && knows(sql))) {
      root = root.getCause();
    }
    return root;
  }

  /** A time-out of the pool says nothing of what it waited for; its cause does. */
  private static boolean knows(SQLException e) {
    return Optional.ofNullable(e.getSQLState()).isPresent();
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String seconds(long ms) {
    return Long.toString(Math.max(1, (ms + 999) / 1000));
  }
}
