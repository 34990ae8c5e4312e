package dev.p2c2g.transport;

import java.net.URI;
import java.net.URISyntaxException;

/** Tells addresses of coordinators that could work from those that never can. */
public final class CoordinatorUrl {
  public static final URI DEFAULT = URI.create("ws://localhost:8765");

  private static final String SHAPE = "is not a URL such as ws://host:8765 or wss://host:8765";
  private static final int MAX_PORT = 65_535;

  private CoordinatorUrl() {}

  /**
   * Checks an address before it is used.
   *
   * @throws IllegalArgumentException which continues a sentence that begins with the text
   */
  public static URI parse(String text) {
    try {
      return check(new URI(text));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(SHAPE + " (" + e.getReason() + ")", e);
    }
  }

  private static URI check(URI url) {
    boolean webSocket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!webSocket) {
      throw new IllegalArgumentException(SHAPE + " (it must begin with ws:// or wss://)");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          SHAPE + " (after // comes a host name of letters, digits, - and ., or an IP address)");
    }
    if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw new IllegalArgumentException(SHAPE + " (the port is out of range (1 to 65535))");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(SHAPE + " (leave out user names and #)");
    }
    return url;
  }
}
