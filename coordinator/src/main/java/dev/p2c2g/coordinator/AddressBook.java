package dev.p2c2g.coordinator;

import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each address that connects has done lately: open connections, new ones, failed logins. Of
 * too many addresses those are forgotten that came first and have nothing open. Lives on the event
 * loop.
 */
final class AddressBook {
  static final int MOST_ADDRESSES = 50_000;
  private static final int NETWORK_BYTES = 8;

  private final ConnectionSettings settings;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private static final class Entry {
    private final Bucket connections;
    private final Bucket failures;
    private int open;

    Entry(ConnectionSettings settings) {
      connections = bucket(settings.newPerSecondPerAddress(), Duration.ofSeconds(1), 2);
      failures = bucket(settings.failedLoginsPerMinute(), Duration.ofMinutes(1), 1);
    }

    private static Bucket bucket(int tokens, Duration period, int times) {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity((long) times * tokens).refillGreedy(tokens, period))
          .build();
    }
  }

  AddressBook(ConnectionSettings settings) {
    this.settings = settings;
  }

  /** Notes a new connection; false when that address has too many, or makes them too quickly. */
  boolean opened(String address) {
    var entry = entry(address);
    entry.open++;
    return entry.open <= settings.maxPerAddress() && entry.connections.tryConsume(1);
  }

  /** A connection of which {@link #opened} told has ended. */
  void closed(String address) {
    entry(address).open--;
  }

  /** Whether so many logins failed that no other token of that address is looked at now. */
  boolean mustWait(String address) {
    return entry(address).failures.getAvailableTokens() == 0;
  }

  /** Notes a token that was not good. */
  void failed(String address) {
    var _ = entry(address).failures.tryConsume(1);
  }

  int size() {
    return entries.size();
  }

  private Entry entry(String address) {
    var known = entries.computeIfAbsent(network(address), _ -> new Entry(settings));
    if (entries.size() > MOST_ADDRESSES) {
      forgetOne();
    }
    return known;
  }

  private void forgetOne() {
    var oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().open == 0) {
        oldest.remove();
        return;
      }
    }
  }

  /** Whoever has an IPv6 network has 2^64 addresses. */
  static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
