package dev.p2c2g.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and private keys as text (RFC 7468). */
public final class Pem {
  private static final String KEY = "PRIVATE KEY";
  private static final int LINE = 64;
  private static final int MAX_BYTES = 1 << 20;
  private static final byte[] TRIAL = "which key is this?".getBytes(StandardCharsets.US_ASCII);

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

  /**
   * The private key of a file: PKCS 8, or one of the older forms, without a password.
   *
   * @throws IOException naming the file
   */
  static PrivateKey key(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": is larger than 1 MiB, so it is no private key");
    }
    var converter = new JcaPEMKeyConverter();
    try (var parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
      for (var block = parser.readObject(); block != null; block = parser.readObject()) {
        switch (block) {
          case PEMKeyPair pair -> {
            return converter.getKeyPair(pair).getPrivate();
          }
          case PrivateKeyInfo info -> {
            return converter.getPrivateKey(info);
          }
          case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
              throw new IOException(file + ": has a password; give one without");
          default -> {} // the parameters of a curve, a certificate
        }
      }
    } catch (PEMException e) {
      throw new IOException(file + ": is no private key that can be used: " + e.getMessage(), e);
    }
    throw new IOException(file + ": holds no private key in PEM form");
  }

  /** The private key of a file, written anew as PKCS 8. */
  public static byte[] pkcs8(Path file) throws IOException {
    return of(key(file));
  }

  /**
   * Checks that a key is that of a certificate.
   *
   * @throws IOException naming the files, when one of them cannot be read, or they do not match
   */
  public static void requirePair(Path certificate, Path key) throws IOException {
    var owner = certificates(certificate).getFirst().getPublicKey();
    var secret = key(key);
    try {
      var algorithm =
          switch (secret.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> secret.getAlgorithm();
          };
      var signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(TRIAL);
      var signed = signature.sign();
      signature.initVerify(owner);
      signature.update(TRIAL);
      if (!signature.verify(signed)) {
        throw new IOException(key + ": is not the key of " + certificate);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(key + ": is not the key of " + certificate, e);
    }
  }

  private static String block(String label, byte[] der) {
    var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
