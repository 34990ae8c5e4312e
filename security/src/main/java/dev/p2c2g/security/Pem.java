package dev.p2c2g.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Certificates and private keys as text (RFC 7468). */
public final class Pem {
  private static final String KEY = "PRIVATE KEY";
  private static final int LINE = 64;
  private static final int MAX_BYTES = 1 << 20;

  private Pem() {}

  /**
   * The certificates of a file, at least one.
   *
   * @throws IOException naming the file
   */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": is larger than 1 MiB, so it is no certificate");
    }
    try (var in = Files.newInputStream(file)) {
      var found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IOException(file + ": holds no certificate in PEM form");
      }
      return found;
    } catch (CertificateException e) {
      throw new IOException(file + ": is no certificate in PEM form: " + e.getMessage(), e);
    }
  }

  static byte[] of(List<X509Certificate> certificates) throws IOException {
    var text = new StringBuilder();
    for (var certificate : certificates) {
      try {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IOException("the certificate cannot be written: " + e.getMessage(), e);
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] of(PrivateKey key) {
    return block(KEY, key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  /** A private key on an elliptic curve, as {@link #of(PrivateKey)} wrote it. */
  static PrivateKey key(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.US_ASCII);
    var base64 = text.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + ": is no private key of ours", e);
    }
  }

  private static String block(String label, byte[] der) {
    var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
