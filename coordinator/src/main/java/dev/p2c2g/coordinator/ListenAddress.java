package dev.p2c2g.coordinator;

import dev.p2c2g.security.Loopback;
import java.util.regex.Pattern;

/** What may stand in {@code coordinator.listen_address}; nothing here asks a name server. */
final class ListenAddress {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

  private ListenAddress() {}

  static String parse(String address) {
    if (!HOST.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "is not an IP address or host name (letters, digits and . : - _, up to 253)");
    }
    return address;
  }

  /** Whether only this machine can reach it: {@code localhost}, 127.0.0.0/8 or {@code ::1}. */
  static boolean isLoopback(String address) {
    return Loopback.is(address);
  }
}
