package dev.p2c2g.coordinator;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How many tokens of each address were not good lately. Lives on the event loop. */
final class AddressBook {
  private final AddressTable<Bucket> failures;

  AddressBook(ConnectionSettings settings) {
    var most = settings.failedLoginsPerMinute();
    failures =
        new AddressTable<>(
            () ->
                Bucket.builder()
                    .addLimit(
                        limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(1)))
                    .build(),
            _ -> false);
  }

  /** Whether so many logins failed that no other token of that address is looked at now. */
  boolean mustWait(String address) {
    return failures.of(address).getAvailableTokens() == 0;
  }

  /** Notes a token that was not good. */
  void failed(String address) {
    var _ = failures.of(address).tryConsume(1);
  }

  int size() {
    return failures.size();
  }
}
