package dev.p2c2g.store.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * Where a Redis is, as its users write it: {@code redis://user:password@host:6379/0}, {@code
 * rediss://} for TLS; {@code redis+sentinel://host:26379,host:26379/master-name/0}; {@code
 * redis+cluster://host:6379,host:6379}. In the latter two TLS is asked for by {@code rediss+}.
 *
 * @param master the name that sentinels know it by; empty without sentinels
 */
record RedisUrl(
    Layout layout,
    boolean tls,
    Optional<String> user,
    Optional<String> password,
    Set<HostAndPort> hosts,
    Optional<String> master,
    int database) {
  private static final int PORT = 6379;
  private static final int SENTINEL_PORT = 26379;
  private static final String FORMS =
      "must be like redis://user:password@host:6379/0, redis+sentinel://host:26379,host:26379/name/0"
          + " or redis+cluster://host:6379,host:6379; rediss instead of redis is TLS";

  private static final Pattern SCHEME =
      Pattern.compile("(redis|rediss)(?:\\+(sentinel|cluster))?://(.*)");
  private static final Pattern REST = Pattern.compile("(?:([^@/]*)@)?([^/]+)((?:/[^/]*)*)");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:,\\[\\]]+)(?::(\\d{1,5}))?");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SLASH = Pattern.compile("/");

  /** How many servers there are, and who knows where. */
  enum Layout {
    ONE,
    SENTINEL,
    CLUSTER
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException says what it must be like; never with a password
   */
  static RedisUrl parse(String url) {
    var scheme = SCHEME.matcher(url);
    if (!scheme.matches()) {
      throw new IllegalArgumentException(FORMS);
    }
    var rest = REST.matcher(scheme.group(3));
    if (!rest.matches()) {
      throw new IllegalArgumentException(FORMS);
    }
    var layout =
        switch (Optional.ofNullable(scheme.group(2)).orElse("")) {
          case "sentinel" -> Layout.SENTINEL;
          case "cluster" -> Layout.CLUSTER;
          default -> Layout.ONE;
        };
    var login = Optional.ofNullable(rest.group(1)).orElse("");
    var colon = login.indexOf(':');
    var path = SLASH.split(rest.group(3).isEmpty() ? "/" : rest.group(3), -1);
    var named = layout == Layout.SENTINEL ? 1 : 0;
    if (path.length > 2 + named || (named == 1 && (path.length < 2 || path[1].isEmpty()))) {
      throw new IllegalArgumentException(FORMS);
    }
    return new RedisUrl(
        layout,
        scheme.group(1).equals("rediss"),
        decoded(colon < 0 ? login : login.substring(0, colon)),
        decoded(colon < 0 ? "" : login.substring(colon + 1)),
        hosts(rest.group(2), layout),
        named == 1 ? Optional.of(path[1]) : Optional.empty(),
        database(path.length == 2 + named ? path[1 + named] : ""));
  }

  /** For messages: without user and password. */
  String shown() {
    return hosts + master.map(name -> " " + name).orElse("");
  }

  private static Optional<String> decoded(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
  }

  private static Set<HostAndPort> hosts(String list, Layout layout) {
    var hosts = new LinkedHashSet<HostAndPort>();
    for (var one : COMMA.split(list, -1)) {
      var host = HOST.matcher(one);
      if (!host.matches()) {
        throw new IllegalArgumentException("host '" + one + "' is none; " + FORMS);
      }
      var port =
          Optional.ofNullable(host.group(2))
              .map(Integer::parseInt)
              .orElse(layout == Layout.SENTINEL ? SENTINEL_PORT : PORT);
      hosts.add(new HostAndPort(host.group(1).replaceAll("[\\[\\]]", ""), port));
    }
    if (layout == Layout.ONE && hosts.size() > 1) {
      throw new IllegalArgumentException("names several hosts; " + FORMS);
    }
    return hosts;
  }

  private static int database(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,4}")) {
      throw new IllegalArgumentException("database '" + text + "' is no number; " + FORMS);
    }
    return Integer.parseInt(text);
  }

  /** Nothing of it is for the eyes of others. */
  @Override
  public String toString() {
    return shown();
  }
}
