package dev.p2c2g.cli.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/** What came of one handshake. */
sealed interface Attempt {
  /** It was done, with that suite. */
  record Accepted(String suite, List<X509Certificate> chain) implements Attempt {
    public Accepted {
      chain = List.copyOf(chain);
    }
  }

  /** The server would have none of it. */
  record Refused() implements Attempt {}

  /** Neither: what was asked is not known. */
  record Unknown(String why) implements Attempt {}
}
