package dev.p2c2g.coordinator;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is known of each address that connects; one of IPv6 is its network of 64 bits. Of too many
 * those are forgotten that came first and are not in use. Lives on one thread.
 */
final class AddressTable<T> {
  static final int MOST_ADDRESSES = 50_000;
  private static final int NETWORK_BYTES = 8;

  private final Supplier<T> unknown;
  private final Predicate<T> inUse;
  private final Map<String, T> entries = new LinkedHashMap<>();

  /**
   * @param unknown what is known of an address at first
   * @param inUse may not be forgotten
   */
  AddressTable(Supplier<T> unknown, Predicate<T> inUse) {
    this.unknown = unknown;
    this.inUse = inUse;
  }

  T of(String address) {
    var known = entries.computeIfAbsent(network(address), _ -> unknown.get());
    if (entries.size() > MOST_ADDRESSES) {
      forgetOne();
    }
    return known;
  }

  int size() {
    return entries.size();
  }

  private void forgetOne() {
    var oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      if (!inUse.test(oldest.next())) {
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
