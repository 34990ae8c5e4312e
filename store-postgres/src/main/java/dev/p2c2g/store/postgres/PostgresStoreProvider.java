package dev.p2c2g.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.TaskStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/** {@code postgres}. */
public final class PostgresStoreProvider implements StoreProvider {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  @Override
  public String type() {
    return "postgres";
  }

  @Override
  public void check(String connection) {
    var _ = PostgresUrl.parse(connection);
  }

  @Override
  public TaskStore open(StoreSettings settings) throws StoreException {
    var namespace = settings.namespace();
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "namespace: is '" + namespace + "'; must be a schema's name, 1 to 63 of a-z 0-9 _");
    }
    var url = PostgresUrl.parse(settings.connection());
    var source = PostgresServer.connect(url, settings);
    try {
      PostgresServer.prepare(source, settings);
    } catch (StoreException e) {
      source.close();
      throw e;
    }
    return new PostgresTaskStore(source, () -> listening(source), namespace, settings.room());
  }

  /** Outside of the pool, since it is never given back. */
  private static Connection listening(HikariDataSource source) throws SQLException {
    var properties = new Properties();
    properties.putAll(source.getDataSourceProperties());
    if (source.getUsername() != null) {
      properties.setProperty("user", source.getUsername());
    }
    if (source.getPassword() != null) {
      properties.setProperty("password", source.getPassword());
    }
    return DriverManager.getConnection(source.getJdbcUrl(), properties);
  }
}
