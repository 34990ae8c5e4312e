package dev.p2c2g.benchmarks.flood;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a coordinator counts, from its page for Prometheus. */
final class Counters {
  private static final Pattern LINE = Pattern.compile("(p2c2g_\\S+) ([0-9.eE+-]+)");
  private static final Pattern REFUSAL =
      Pattern.compile(
          "p2c2g_(?:turned_away|tasks_refused)_total\\{(?:why|code)=\"(\\w+)\"\\}"
              + "|p2c2g_(messages_malformed)_total");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest page;

  Counters(int port) {
    page =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(10))
            .build();
  }

  /** All values by name and tags. */
  Map<String, Double> read() throws IOException, InterruptedException {
    var values = new TreeMap<String, Double>();
    client
        .send(page, BodyHandlers.ofLines())
        .body()
        .map(LINE::matcher)
        .filter(m -> m.matches())
        .forEach(m -> values.put(m.group(1), Double.parseDouble(m.group(2))));
    return values;
  }

  /** What was refused between two readings, by cause. */
  static Map<String, Long> refused(Map<String, Double> before, Map<String, Double> after) {
    var refused = new TreeMap<String, Long>();
    after.forEach((name, value) -> {
      var matcher = REFUSAL.matcher(name);
      var count = Math.round(value - before.getOrDefault(name, 0.0));
      if (matcher.matches() && count > 0) {
        refused.put(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), count);
      }
    });
    return refused;
  }
}
