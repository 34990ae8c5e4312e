package dev.p2c2g.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fingerprint by which a certificate is known: SHA-256 of the whole certificate, written {@code
 * sha256:} and 64 hexadecimal digits.
 */
public record Pin(String hex) {
  private static final Pattern SHAPE = Pattern.compile("sha256:([0-9a-f]{64})");

  /**
   * Reads a pin; colons between the digits, as other tools write them, are no matter.
   *
   * @throws IllegalArgumentException which continues a sentence that begins with the text
   */
  public static Pin parse(String text) {
    var lower = text.strip().toLowerCase(Locale.ROOT);
    var digits = lower.replaceFirst("^sha256:", "").replace(":", "");
    var matcher = SHAPE.matcher("sha256:" + digits);
    if (!lower.startsWith("sha256:") || !matcher.matches()) {
      throw new IllegalArgumentException(
          "is not sha256: and 64 hexadecimal digits, as p2c2g cert prints it");
    }
    return new Pin(matcher.group(1));
  }

  /** The pin of a certificate. */
  public static Pin of(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Pin(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("the certificate has no encoding", e);
    }
  }

  @Override
  public String toString() {
    return "sha256:" + hex;
  }
}
