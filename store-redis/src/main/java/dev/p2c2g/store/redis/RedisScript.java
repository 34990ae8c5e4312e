package dev.p2c2g.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * What is to be done in one step; called by its hash, which a server that restarted has forgotten.
 */
final class RedisScript {
  static final RedisScript SUBMIT = new RedisScript("submit");
  static final RedisScript CLAIM = new RedisScript("claim");
  static final RedisScript FINISH = new RedisScript("finish");
  static final RedisScript GIVE_BACK = new RedisScript("give_back");
  static final RedisScript ALIVE = new RedisScript("alive");
  static final RedisScript MEMBERS = new RedisScript("members");
  static final RedisScript FORGET = new RedisScript("forget");

  private final byte[] text;
  private final byte[] hash;

  private RedisScript(String name) {
    this.text = read(name + ".lua");
    this.hash = hash(text);
  }

  Object run(UnifiedJedis redis, List<byte[]> keys, List<byte[]> args) {
    try {
      return redis.evalsha(hash, keys, args);
    } catch (JedisNoScriptException _) {
      return redis.eval(text, keys, args);
    }
  }

  /** Fails where the server does not know it. */
  Response<Object> queue(PipeliningBase pipeline, List<byte[]> keys, List<byte[]> args) {
    return pipeline.evalsha(hash, keys, args);
  }

  private static byte[] read(String name) {
    try (var in = RedisScript.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] hash(byte[] text) {
    try {
      // what the server calls it by; nothing is protected by it
      var sha1 = MessageDigest.getInstance("SHA-1").digest(text);
      return HexFormat.of().formatHex(sha1).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
