package dev.p2c2g.store.postgres;

import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.TaskStore;
import dev.p2c2g.store.TaskStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTaskStoreTest extends TaskStoreContract {
  private static EmbeddedPostgres server;
  private static int stores;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected TaskStore open(StoreSettings.Room room) throws StoreException {
    stores++;
    return opened(room);
  }

  @Override
  protected TaskStore another(TaskStore opened) throws StoreException {
    return opened(ROOM);
  }

  private static TaskStore opened(StoreSettings.Room room) throws StoreException {
    return StoreProvider.of("postgres")
        .open(
            new StoreSettings(
                "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres",
                Optional.empty(),
                Optional.empty(),
                "test" + stores,
                true,
                room,
                Duration.ofSeconds(5)));
  }
}
