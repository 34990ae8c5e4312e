package dev.p2c2g.store.redis;

import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.TaskStore;
import dev.p2c2g.store.TaskStoreContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.embedded.RedisServer;

class RedisTaskStoreTest extends TaskStoreContract {
  private static int port;
  private static RedisServer server;
  private static int stores;

  @BeforeAll
  static void start() throws IOException {
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.stop();
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
    return StoreProvider.of("redis")
        .open(
            new StoreSettings(
                "redis://127.0.0.1:" + port + "/0",
                Optional.empty(),
                Optional.empty(),
                "test" + stores,
                true,
                room,
                Duration.ofSeconds(2)));
  }
}
