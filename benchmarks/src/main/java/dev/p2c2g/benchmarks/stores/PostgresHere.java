package dev.p2c2g.benchmarks.stores;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** PostgreSQL that commits for good; its bare queue is a table whose locked rows are skipped. */
final class PostgresHere implements Server {
  private static final String TAKE =
      """
      delete from bare where id = (select id from bare order by id for update skip locked limit 1)
      returning data
      """;

  private final EmbeddedPostgres server;

  PostgresHere() throws IOException {
    server =
        EmbeddedPostgres.builder()
            // which the builder turns off
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .start();
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "P2C2G_DATABASE_TYPE",
        "postgres",
        "P2C2G_DATABASE_CONNECTION_STRING",
        "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres");
  }

  @Override
  public void bareLoop(int tasks, int bytes) throws Exception {
    try (var producer = server.getPostgresDatabase().getConnection();
        var consumer = server.getPostgresDatabase().getConnection()) {
      execute(producer, "drop table if exists bare");
      execute(producer, "create table bare (id bigserial primary key, data bytea)");
      var data = new byte[bytes];
      Both.run(
          () -> {
            try (var insert = producer.prepareStatement("insert into bare (data) values (?)")) {
              for (var i = 0; i < tasks; i++) {
                insert.setBytes(1, data);
                insert.executeUpdate();
              }
            }
            return null;
          },
          () -> {
            try (var take = consumer.prepareStatement(TAKE)) {
              for (var i = 0; i < tasks; ) {
                try (var rows = take.executeQuery()) {
                  i += rows.next() ? 1 : 0;
                }
              }
            }
            return null;
          });
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
