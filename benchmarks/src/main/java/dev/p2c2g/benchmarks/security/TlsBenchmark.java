package dev.p2c2g.benchmarks.security;

import dev.p2c2g.gamer.SessionReport;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.LinkListener;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same crowd with and without TLS, taking turns: frames end to end, and connections a second
 * with a token and, for TLS, a full handshake each.
 */
public final class TlsBenchmark {
  private static final int ROUNDS = 7;
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 200;

  private TlsBenchmark() {}

  public static void run() throws Exception {
    try (var plain = new Crowd(Files.createTempDirectory("p2c2g-plain"), false);
        var tls = new Crowd(Files.createTempDirectory("p2c2g-tls"), true)) {
      plain.awaitPeer();
      tls.awaitPeer();
      frames(plain, tls);
      System.out.printf(
          Locale.ROOT,
          "connections a second, one after the other: plain %.0f, TLS %.0f%n",
          connectionsPerSecond(plain),
          connectionsPerSecond(tls));
    }
  }

  private static void frames(Crowd plain, Crowd tls) throws Exception {
    var plainMs = new ArrayList<Double>();
    var tlsMs = new ArrayList<Double>();
    System.out.println("30 frames a second, 960x540 to 1920x1080, end to end p50 in ms");
    for (var round = 0; round <= ROUNDS; round++) {
      var a = p50(plain.play(ROUND));
      var b = p50(tls.play(ROUND));
      // the first is the compiler's
      if (round > 0) {
        plainMs.add(a);
        tlsMs.add(b);
        System.out.printf(Locale.ROOT, "round %d: plain %.1f, TLS %.1f%n", round, a, b);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "medians: plain %.1f, TLS %.1f: %.2f times%n",
        median(plainMs),
        median(tlsMs),
        median(tlsMs) / median(plainMs));
  }

  private static double p50(SessionReport report) {
    return report.e2eMs().p50();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double connectionsPerSecond(Crowd crowd) throws Exception {
    try (var connector = new Connector()) {
      var startNanos = System.nanoTime();
      for (var n = 0; n < CONNECTIONS; n++) {
        connector.connect(crowd.url(), crowd.access(Role.GAMER), new Deaf()).close();
      }
      return CONNECTIONS / ((System.nanoTime() - startNanos) / 1e9);
    }
  }

  private static final class Deaf implements LinkListener {
    @Override
    public void received(Message message) {}

    @Override
    public void unreadable(ProtocolException problem) {}

    @Override
    public void closed(int code, String reason) {}
  }
}
