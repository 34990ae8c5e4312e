package dev.p2c2g.coordinator;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How many connections there are, of each address and of all, whatever they are good for. Lives on
 * one thread.
 */
final class ConnectionCounts {
  private final int mostOfOne;
  private final long mostOfAll;
  private final AddressTable<Entry> addresses;
  private long open;

  private static final class Entry {
    private final Bucket fresh;
    private int open;

    Entry(int perSecond) {
      fresh =
          Bucket.builder()
              .addLimit(limit ->
                  limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
              .build();
    }
  }

  /**
   * @param mostOfAll open connections of all addresses together
   */
  ConnectionCounts(ConnectionSettings settings, long mostOfAll) {
    this.mostOfOne = settings.maxPerAddress();
    this.mostOfAll = mostOfAll;
    this.addresses =
        new AddressTable<>(
            () -> new Entry(settings.newPerSecondPerAddress()), entry -> entry.open > 0);
  }

  /**
   * Whether that address may have one more connection, which is counted then until {@link #closed}.
   */
  boolean opened(String address) {
    var entry = addresses.of(address);
    if (open >= mostOfAll || entry.open >= mostOfOne || !entry.fresh.tryConsume(1)) {
      return false;
    }
    entry.open++;
    open++;
    return true;
  }

  /** A connection that was counted has ended. */
  void closed(String address) {
    addresses.of(address).open--;
    open--;
  }

  int addresses() {
    return addresses.size();
  }
}
