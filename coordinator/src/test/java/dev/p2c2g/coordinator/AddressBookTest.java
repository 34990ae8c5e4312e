package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressBookTest {
  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(2, 1_000_000, 3, 5_000, 60_000, 65_536, 10_000);

  private final AddressBook book = new AddressBook(SETTINGS);

  @Test
  void networkOfAnIpv6AddressIsOne() {
    assertThat(AddressTable.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(AddressTable.network("2001:db8:1:2:ffff::1"))
        .isNotEqualTo(AddressTable.network("2001:db8:1:3:3:4:5:6"));
    assertThat(AddressTable.network("192.0.2.1")).isNotEqualTo(AddressTable.network("192.0.2.2"));
  }

  @Test
  void forgetsAddressesThatCameFirst() {
    for (var n = 0; n < AddressTable.MOST_ADDRESSES + 100; n++) {
      book.failed("10.%d.%d.%d".formatted(n >> 16, n >> 8 & 255, n & 255));
    }
    assertThat(book.size()).isLessThanOrEqualTo(AddressTable.MOST_ADDRESSES);
  }

  @Test
  void makesAnAddressWaitAfterSoManyBadTokens() {
    for (var n = 0; n < 3; n++) {
      assertThat(book.mustWait("192.0.2.1")).isFalse();
      book.failed("192.0.2.1");
    }
    assertThat(book.mustWait("192.0.2.1")).isTrue();
    assertThat(book.mustWait("192.0.2.2")).isFalse();
  }
}
