package dev.p2c2g.security;

import java.net.InetAddress;

/** Tells addresses that only this machine can reach; asks no name server. */
public final class Loopback {
  private Loopback() {}

  /**
   * Whether it is {@code localhost}, of 127.0.0.0/8, or {@code ::1}. Another name is not: what it
   * stands for can change.
   *
   * @param host a name or an address, of IPv6 with or without the brackets that URLs have
   */
  public static boolean is(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
