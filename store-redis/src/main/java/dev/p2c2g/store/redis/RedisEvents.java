package dev.p2c2g.store.redis;

import dev.p2c2g.store.StoreListener;
import dev.p2c2g.store.Subscription;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Hears what is published on a channel. */
final class RedisEvents extends JedisPubSub implements AutoCloseable {
  private final StoreListener listener;
  private final Subscription subscription;

  RedisEvents(UnifiedJedis redis, String channel, StoreListener listener) {
    this.listener = listener;
    this.subscription = new Subscription(_ -> redis.subscribe(this, channel));
  }

  void start() {
    subscription.start();
  }

  @Override
  public void onMessage(String from, String message) {
    Subscription.pass(message, listener);
  }

  @Override
  public void onSubscribe(String to, int subscribed) {
    listener.mayHaveMissed();
  }

  @Override
  public void close() {
    subscription.close();
    try {
      if (isSubscribed()) {
        unsubscribe();
      }
    } catch (JedisException _) {
      // the connection is gone already
    }
  }
}
