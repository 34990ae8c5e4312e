package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionCountsTest {
  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(2, 1_000_000, 3, 5_000, 60_000, 65_536, 10_000);

  private final ConnectionCounts counts = new ConnectionCounts(SETTINGS, 5);

  @Test
  void addressHasSoManyThatAreOpen() {
    assertThat(counts.opened("192.0.2.1")).isTrue();
    assertThat(counts.opened("192.0.2.1")).isTrue();
    assertThat(counts.opened("192.0.2.1")).isFalse();
    counts.closed("192.0.2.1");
    assertThat(counts.opened("192.0.2.1")).isTrue();
  }

  @Test
  void allAddressesTogetherHaveSoMany() {
    for (var n = 1; n <= 5; n++) {
      assertThat(counts.opened("192.0.2." + n)).isTrue();
    }
    assertThat(counts.opened("192.0.2.6")).isFalse();
    counts.closed("192.0.2.1");
    assertThat(counts.opened("192.0.2.6")).isTrue();
  }

  @Test
  void addressMakesSoManyInASecondAndTwiceThatAtOnce() {
    var hasty =
        new ConnectionCounts(
            new ConnectionSettings(1_000, 1, 3, 5_000, 60_000, 65_536, 10_000), 1_000);
    assertThat(hasty.opened("192.0.2.1")).isTrue();
    assertThat(hasty.opened("192.0.2.1")).isTrue();
    assertThat(hasty.opened("192.0.2.1")).isFalse();
    assertThat(hasty.opened("192.0.2.2")).isTrue();
  }

  @Test
  void forgetsAddressesThatHaveNothingOpen() {
    var many = new ConnectionCounts(SETTINGS, Long.MAX_VALUE);
    assertThat(many.opened("192.0.2.1")).isTrue();
    for (var n = 0; n < AddressTable.MOST_ADDRESSES + 100; n++) {
      var address = "10.%d.%d.%d".formatted(n >> 16, n >> 8 & 255, n & 255);
      assertThat(many.opened(address)).isTrue();
      many.closed(address);
    }
    assertThat(many.addresses()).isLessThanOrEqualTo(AddressTable.MOST_ADDRESSES);
    assertThat(many.opened("192.0.2.1")).isTrue();
    assertThat(many.opened("192.0.2.1")).as("the first one was not forgotten").isFalse();
  }
}
