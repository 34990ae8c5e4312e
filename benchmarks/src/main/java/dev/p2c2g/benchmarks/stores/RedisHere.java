package dev.p2c2g.benchmarks.stores;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.embedded.RedisServer;

/** Redis with a log that is written at every change; its bare queue is a stream with a group. */
final class RedisHere implements Server {
  private static final byte[] STREAM = "bare".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FIELD = "data".getBytes(StandardCharsets.UTF_8);

  private final int port;
  private final RedisServer server;

  RedisHere() throws IOException {
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("dir " + Files.createTempDirectory("p2c2g-redis"))
            .setting("save \"\"")
            .setting("appendonly yes")
            .build();
    server.start();
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "P2C2G_DATABASE_TYPE",
        "redis",
        "P2C2G_DATABASE_CONNECTION_STRING",
        "redis://127.0.0.1:" + port + "/0");
  }

  @Override
  public void bareLoop(int tasks, int bytes) throws Exception {
    var data = Map.of(FIELD, new byte[bytes]);
    try (var producer = new Jedis("127.0.0.1", port);
        var consumer = new Jedis("127.0.0.1", port)) {
      producer.del(STREAM);
      producer.xgroupCreate("bare", "all", new StreamEntryID(), true);
      Both.run(
          () -> {
            for (var i = 0; i < tasks; i++) {
              producer.xadd(STREAM, XAddParams.xAddParams(), data);
            }
            return null;
          },
          () -> {
            for (var i = 0; i < tasks; ) {
              i += takeOne(consumer);
            }
            return null;
          });
    }
  }

  private static int takeOne(Jedis consumer) {
    var read =
        consumer.xreadGroup(
            "all",
            "me",
            XReadGroupParams.xReadGroupParams().count(1).block(1_000),
            Map.of("bare", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
    var taken = 0;
    for (var stream : read) {
      for (var entry : stream.getValue()) {
        consumer.xack("bare", "all", entry.getID());
        taken++;
      }
    }
    return taken;
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
