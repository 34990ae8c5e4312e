package dev.p2c2g.store.redis;

import dev.p2c2g.store.StoreListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears what is published, on a thread of its own, and subscribes again when the server was away.
 */
final class RedisEvents extends JedisPubSub implements AutoCloseable {
  static final String WORK = "work";
  private static final String OVER = "over ";
  private static final long AGAIN_MS = 200;
  private static final Logger LOG = System.getLogger("store");

  private final UnifiedJedis redis;
  private final String channel;
  private final StoreListener listener;
  private final Thread thread;
  private volatile boolean closed;

  RedisEvents(UnifiedJedis redis, String channel, StoreListener listener) {
    this.redis = redis;
    this.channel = channel;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("store-events").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void onMessage(String from, String message) {
    if (message.equals(WORK)) {
      listener.workArrived();
    } else if (message.startsWith(OVER)) {
      listener.finished(message.substring(OVER.length()));
    }
  }

  @Override
  public void onSubscribe(String to, int subscribed) {
    listener.mayHaveMissed();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      if (isSubscribed()) {
        unsubscribe();
      }
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "the subscription did not end in order", e);
    }
  }

  private void run() {
    while (!closed) {
      try {
        redis.subscribe(this, channel);
      } catch (JedisException e) {
        LOG.log(Level.DEBUG, "the subscription ended", e);
      }
      try {
        Thread.sleep(closed ? 0 : AGAIN_MS);
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
