package dev.p2c2g.gamer;

import java.net.URI;
import java.net.URISyntaxException;

/** Tells addresses that could work from those that never can. */
final class CoordinatorUrl {
  private static final int MAX_PORT = 65_535;

  private CoordinatorUrl() {}

  /** Fails with an {@link IllegalArgumentException} that says what to write instead. */
  static URI parse(String text) {
    try {
      URI url = new URI(text);
      require("ws".equals(url.getScheme()) || "wss".equals(url.getScheme()), text);
      require(url.getHost() != null && url.getRawUserInfo() == null, text);
      require(url.getPort() != 0 && url.getPort() <= MAX_PORT, text);
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(complaint(text), e);
    }
  }

  private static void require(boolean holds, String text) {
    if (!holds) {
      throw new IllegalArgumentException(complaint(text));
    }
  }

  private static String complaint(String text) {
    return "the coordinator's URL is '%s'; write ws://HOST:PORT or wss://HOST:PORT, port 1 to %d"
        .formatted(text, MAX_PORT);
  }
}
