package dev.p2c2g.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.TaskStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said where a server will not do. */
class PostgresTroubleTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void nobodyThereMayComeLater() {
    var failure = refusal("postgres://postgres@127.0.0.1:1/postgres", "away", true);
    assertThat(failure.isLasting()).isFalse();
    assertThat(failure).hasMessageContaining("PostgreSQL cannot be reached");
  }

  @Test
  void aDatabaseThatIsNotThereStaysAway() {
    var failure = refusal(url("nothing"), "away", true);
    assertThat(failure.isLasting()).isTrue();
    assertThat(failure).hasMessageContaining("database \"nothing\" does not exist");
  }

  @Test
  void anUnknownUserIsTheOperatorsToMend() {
    var failure =
        refusal(
            "postgres://nobody:secret@127.0.0.1:" + server.getPort() + "/postgres", "away", true);
    assertThat(failure.isLasting()).isTrue();
    assertThat(failure).hasMessageContaining("nobody").hasMessageNotContaining("secret");
  }

  @Test
  void missingTablesAreNamedWhereTheyMayNotBeMade() throws Exception {
    var failure = refusal(url("postgres"), "bare", false);
    assertThat(failure.isLasting()).isTrue();
    assertThat(failure)
        .hasMessage("schema 'bare' lacks migration 1; set database.migrate: true, once");
    open(url("postgres"), "bare", true).close();
    open(url("postgres"), "bare", false).close();
  }

  @Test
  void tablesThatAnotherBuildMadeAreLeftAlone() throws Exception {
    open(url("postgres"), "other", true).close();
    execute("update other.flyway_schema_history set checksum = 1 where version = '1'");
    var failure = refusal(url("postgres"), "other", true);
    assertThat(failure.isLasting()).isTrue();
    assertThat(failure).hasMessageContaining("the tables in schema 'other' are not those of this");
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database + "?user=postgres";
  }

  private static StoreException refusal(String url, String schema, boolean migrate) {
    var failure = catchThrowableOfType(StoreException.class, () -> open(url, schema, migrate));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static TaskStore open(String url, String schema, boolean migrate) throws StoreException {
    return StoreProvider.of("postgres")
        .open(
            new StoreSettings(
                url,
                Optional.empty(),
                Optional.empty(),
                schema,
                migrate,
                new StoreSettings.Room(10, 1_000, Duration.ofMinutes(1), 10, 1_000),
                Duration.ofSeconds(2)));
  }
}
