package dev.p2c2g.cli.tls;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is weak about the certificates that a server shows. */
final class ChainCheck {
  private static final int LEAST_RSA_BITS = 2_048;
  private static final int LEAST_EC_BITS = 224;
  private static final Pattern OLD_HASH = Pattern.compile("(SHA1|SHA-1|MD5|MD2).*");

  private ChainCheck() {}

  static List<String> weaknesses(List<X509Certificate> chain, Instant now) {
    var weak = new ArrayList<String>();
    for (var certificate : chain) {
      var name = name(certificate);
      keyWeakness(certificate).ifPresent(why -> weak.add(name + ": " + why));
      var algorithm = certificate.getSigAlgName();
      // the signature of a root says nothing: it is believed for itself
      var counts = certificate.equals(chain.getFirst()) || !isRoot(certificate);
      if (counts && OLD_HASH.matcher(algorithm.toUpperCase(Locale.ROOT)).matches()) {
        weak.add(name + ": signed with " + algorithm);
      }
      if (now.isAfter(certificate.getNotAfter().toInstant())
          || now.isBefore(certificate.getNotBefore().toInstant())) {
        weak.add(
            name
                + ": good from "
                + certificate.getNotBefore().toInstant()
                + " to "
                + certificate.getNotAfter().toInstant());
      }
    }
    return weak;
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static Optional<String> keyWeakness(X509Certificate certificate) {
    return switch (certificate.getPublicKey()) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < LEAST_RSA_BITS ->
          Optional.of("an RSA key of " + rsa.getModulus().bitLength() + " bits");
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() < LEAST_EC_BITS ->
          Optional.of("a curve of " + ec.getParams().getOrder().bitLength() + " bits");
      case DSAPublicKey _ -> Optional.of("a DSA key");
      default -> Optional.empty();
    };
  }

  /** Subject, key and signature in a line. */
  static String described(X509Certificate certificate) {
    return name(certificate)
        + ", "
        + key(certificate)
        + ", "
        + certificate.getSigAlgName()
        + ", until "
        + certificate.getNotAfter().toInstant();
  }

  private static String key(X509Certificate certificate) {
    return switch (certificate.getPublicKey()) {
      case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength() + " bits";
      case ECPublicKey ec -> "EC " + ec.getParams().getOrder().bitLength() + " bits";
      case PublicKey other -> other.getAlgorithm();
    };
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
