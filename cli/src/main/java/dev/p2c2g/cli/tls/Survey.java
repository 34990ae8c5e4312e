package dev.p2c2g.cli.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what a server accepts. It chooses among what is offered, so of each version that is
 * offered again and again, without what it took before, until it takes nothing.
 */
final class Survey {
  private static final List<String> VERSIONS =
      List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1", "SSLv3");
  private static final List<String> SAFE = List.of("TLSv1.3", "TLSv1.2");
  private static final String TLS_1_2 = "TLSv1.2";
  private static final List<String> SHA_1 = List.of("ecdsa_sha1", "rsa_pkcs1_sha1");

  private final OpenClient client;
  private final Map<String, List<String>> accepted = new LinkedHashMap<>();
  private final List<String> tried = new ArrayList<>();
  private final List<String> notTried = new ArrayList<>();
  private final List<String> weak = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private List<X509Certificate> chain = List.of();

  Survey(OpenClient client) {
    this.client = client;
  }

  /**
   * What was found.
   *
   * @param accepted suites by version, the server's favourites first; versions it refused are left
   *     out
   * @param tried numbers of suites
   * @param chain of certificates that it showed
   * @param refused besides versions and suites
   * @param weak what is weak of that; empty where nothing is
   * @param notTried what this says nothing about, and why
   */
  record Found(
      Map<String, List<String>> accepted,
      List<String> tried,
      List<X509Certificate> chain,
      List<String> refused,
      List<String> weak,
      List<String> notTried) {}

  /**
   * Asks.
   *
   * @throws IOException when nobody listens there
   */
  Found ask() throws IOException {
    for (var version : VERSIONS) {
      if (client.versions().contains(version)) {
        accepted.put(version, suites(version));
      } else {
        notTried.add(version + ": this Java does not have it");
      }
    }
    accepted.forEach(this::judge);
    weak.addAll(ChainCheck.weaknesses(chain, Instant.now()));
    sha1Signatures();
    renegotiation();
    notTried.add("SSL 2 and compression: this Java does not have them");
    notTried.add("cipher suites that this Java does not have (Camellia, ARIA, CCM, PSK, export)");
    notTried.add("the size of Diffie-Hellman groups (DHE)");
    return new Found(accepted, tried, chain, refused, weak, notTried);
  }

  private List<String> suites(String version) throws IOException {
    var left = new ArrayList<>(client.suites(version));
    tried.add(left.size() + " of " + version);
    var found = new ArrayList<String>();
    while (!left.isEmpty()) {
      switch (client.attempt(new Offer(version, left, List.of()))) {
        case Attempt.Accepted(String suite, List<X509Certificate> shown) -> {
          found.add(suite);
          if (chain.isEmpty()) {
            chain = shown;
          }
          if (!left.remove(suite)) {
            notTried.add(version + ": the server took " + suite + ", which was not offered");
            return found;
          }
        }
        case Attempt.Refused _ -> {
          return found;
        }
        case Attempt.Unknown(String why) -> {
          notTried.add(version + ", the other " + left.size() + " cipher suites: " + why);
          return found;
        }
      }
    }
    return found;
  }

  private void judge(String version, List<String> suites) {
    if (!SAFE.contains(version) && !suites.isEmpty()) {
      weak.add(version + " is accepted");
    }
    for (var suite : suites) {
      CipherSuites.weakness(suite).ifPresent(why -> weak.add(version + " " + suite + ": " + why));
    }
  }

  /** TLS 1.3 has none, and suites without an ephemeral key sign nothing. */
  private void sha1Signatures() throws IOException {
    var suites = accepted(TLS_1_2).stream().filter(CipherSuites::isEphemeral).toList();
    judge(
        "SHA-1 signatures in handshakes",
        suites.isEmpty()
            ? new Attempt.Refused()
            : client.attempt(new Offer(TLS_1_2, suites, SHA_1)));
  }

  /** It lets a client make the server work again and again over one connection; not in TLS 1.3. */
  private void renegotiation() throws IOException {
    var version =
        accepted.keySet().stream()
            .filter(v -> !v.equals(VERSIONS.getFirst()) && !accepted(v).isEmpty())
            .findFirst();
    judge(
        "renegotiation asked for by the client",
        version.isEmpty()
            ? new Attempt.Refused()
            : client.attemptAgain(new Offer(version.get(), accepted(version.get()), List.of())));
  }

  private void judge(String what, Attempt attempt) {
    switch (attempt) {
      case Attempt.Accepted _ -> weak.add(what + ": accepted");
      case Attempt.Refused _ -> refused.add(what);
      case Attempt.Unknown(String why) -> notTried.add(what + ": " + why);
    }
  }

  private List<String> accepted(String version) {
    return accepted.getOrDefault(version, List.of());
  }
}
