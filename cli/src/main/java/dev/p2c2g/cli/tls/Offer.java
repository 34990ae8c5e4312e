package dev.p2c2g.cli.tls;

import java.util.List;

/**
 * What a client says that it can do.
 *
 * @param version as Java calls it, {@code TLSv1.2} for instance
 * @param signatureSchemes as TLS 1.3 calls them; empty for all
 */
record Offer(String version, List<String> suites, List<String> signatureSchemes) {
  Offer {
    suites = List.copyOf(suites);
    signatureSchemes = List.copyOf(signatureSchemes);
  }
}
