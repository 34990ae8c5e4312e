package dev.p2c2g.store.redis;

import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreProvider;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.TaskStore;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** {@code redis}. */
public final class RedisStoreProvider implements StoreProvider {
  @Override
  public String type() {
    return "redis";
  }

  @Override
  public void check(String connection) {
    var _ = RedisUrl.parse(connection);
  }

  @Override
  public TaskStore open(StoreSettings settings) throws StoreException {
    var url = RedisUrl.parse(settings.connection());
    var keys = new RedisKeys(settings.namespace());
    try {
      var redis = RedisServer.client(url, settings);
      check(redis);
      return new RedisTaskStore(redis, keys, settings.room());
    } catch (JedisException e) {
      throw RedisServer.failed(e);
    }
  }

  private static void check(UnifiedJedis redis) throws StoreException {
    try {
      RedisServer.check(redis);
    } catch (JedisException | StoreException e) {
      redis.close();
      throw e;
    }
  }
}
