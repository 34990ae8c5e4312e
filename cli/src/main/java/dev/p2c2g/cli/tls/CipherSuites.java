package dev.p2c2g.cli.tls;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the name of a cipher suite says of its worth (RFC 9325, 4). */
final class CipherSuites {
  private static final Pattern TLS_1_3 = Pattern.compile("TLS_(AES|CHACHA20|SM4)_.*");
  private static final Pattern EPHEMERAL = Pattern.compile("(TLS|SSL)_(ECDHE|DHE)_.*");
  private static final Pattern NO_AUTHENTICATION = Pattern.compile(".*_anon_.*");
  private static final Pattern AEAD = Pattern.compile(".*(_GCM_|_CCM|_CHACHA20_POLY1305).*");

  private CipherSuites() {}

  static boolean isOfTls13(String suite) {
    return TLS_1_3.matcher(suite).matches();
  }

  static boolean isAnonymous(String suite) {
    return NO_AUTHENTICATION.matcher(suite).matches();
  }

  /** Whether the server signs a key that is good for one connection, in TLS 1.2 and before. */
  static boolean isEphemeral(String suite) {
    return EPHEMERAL.matcher(suite).matches() && !isAnonymous(suite);
  }

  /** What is weak about a suite; empty where nothing is. */
  static Optional<String> weakness(String suite) {
    if (isAnonymous(suite)) {
      return Optional.of("nobody shows who he is");
    }
    if (isOfTls13(suite)) {
      return Optional.empty();
    }
    if (!isEphemeral(suite)) {
      return Optional.of("no forward secrecy");
    }
    return AEAD.matcher(suite).matches()
        ? Optional.empty()
        : Optional.of("no authenticated encryption (AEAD)");
  }
}
