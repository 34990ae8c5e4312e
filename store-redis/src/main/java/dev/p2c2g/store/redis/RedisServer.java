package dev.p2c2g.store.redis;

import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Ways to a server, what it must be, and what its errors mean. */
final class RedisServer {
  private static final Logger LOG = System.getLogger("store");
  private static final int CONNECTIONS = 8;
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+)\\.(\\d+)");
  private static final Pattern AOF_OFF = Pattern.compile("aof_enabled:0");
  private static final Pattern EVICTS = Pattern.compile("maxmemory_policy:(?!noeviction)(\\S+)");

  private RedisServer() {}

  /** Connects; nothing is asked yet. */
  static UnifiedJedis client(RedisUrl url, StoreSettings settings) {
    var config = config(url, settings);
    var pool = new GenericObjectPoolConfig<Connection>();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxWait(settings.patience());
    pool.setTestOnBorrow(false);
    return switch (url.layout()) {
      case ONE ->
          RedisClient.builder()
              .hostAndPort(url.hosts().iterator().next())
              .clientConfig(config)
              .poolConfig(pool)
              .build();
      case SENTINEL ->
          RedisSentinelClient.builder()
              .masterName(url.master().orElseThrow())
              .sentinels(url.hosts())
              .clientConfig(config)
              .poolConfig(pool)
              .build();
      case CLUSTER ->
          RedisClusterClient.builder()
              .nodes(url.hosts())
              .clientConfig(config)
              .poolConfig(pool)
              .build();
    };
  }

  /**
   * Looks whether it can be used, and warns of what an operator would not want.
   *
   * @throws StoreException when it is too old
   */
  static void check(UnifiedJedis redis) throws StoreException {
    var info = redis.info();
    var version = VERSION.matcher(info);
    if (version.find()) {
      var number = Integer.parseInt(version.group(1)) * 1_000 + Integer.parseInt(version.group(2));
      if (number < 6_002) {
        throw StoreException.lasting(
            "Redis is version %s.%s; 6.2 or newer is needed"
                .formatted(version.group(1), version.group(2)),
            new IllegalStateException("too old"));
      }
    }
    if (AOF_OFF.matcher(info).find()) {
      LOG.log(
          Level.WARNING,
          "Redis writes no log (appendonly no): tasks that were accepted are lost when it dies");
    }
    var evicts = EVICTS.matcher(info);
    if (evicts.find()) {
      LOG.log(
          Level.WARNING,
          "Redis throws keys away when its memory is full (maxmemory-policy {0}): set noeviction, or accepted tasks can be lost",
          evicts.group(1));
    }
  }

  /** What an error of the client means for whoever uses the store. */
  static StoreException failed(JedisException e) {
    var said = String.valueOf(e.getMessage());
    if (e instanceof JedisAccessControlException || said.startsWith("NOAUTH")) {
      return StoreException.lasting(
          "Redis refuses the credentials: " + said + "; see database.username and password", e);
    }
    if (e instanceof JedisDataException) {
      return StoreException.unavailable("Redis answers: " + said, e);
    }
    return StoreException.unavailable("Redis cannot be reached: " + rootOf(e), e);
  }

  private static String rootOf(Throwable e) {
    var root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static JedisClientConfig config(RedisUrl url, StoreSettings settings) {
    var config =
        DefaultJedisClientConfig.builder()
            .timeoutMillis((int) settings.patience().toMillis())
            .clientName("p2c2g")
            .database(url.database());
    if (url.tls()) {
      config.sslOptions(SslOptions.defaults());
    }
    settings.username().or(url::user).ifPresent(config::user);
    settings.password().or(url::password).ifPresent(config::password);
    return config.build();
  }
}
