package dev.p2c2g.security;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Makes X.509 certificates (RFC 5280) on the curve P-256. */
final class CertificateMaker {
  private static final int SERIAL_BITS = 120;

  /** Clocks of different machines differ. */
  private static final Duration SKEW = Duration.ofHours(1);

  /** DNS name and IP address among the kinds of alternative names. */
  private static final Set<Integer> NAME_KINDS = Set.of(GeneralName.dNSName, GeneralName.iPAddress);

  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateMaker() {}

  /** A private key and the certificate of its public half. */
  record Pair(PrivateKey key, X509Certificate certificate) {}

  /** An authority that may sign certificates, and no other authorities. */
  static Pair authority(Instant now, Duration lifetime) throws IOException {
    var keys = keys();
    var name = new X500Name("CN=P2C2G private authority " + serial().toString(36));
    var builder = builder(name, name, now, lifetime, keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return new Pair(keys.getPrivate(), sign(builder, keys.getPrivate()));
  }

  /** A server's certificate for those names and addresses. */
  static Pair server(Pair authority, Collection<String> names, Instant now, Duration lifetime)
      throws IOException {
    var alternatives =
        names.stream().map(CertificateMaker::generalName).toArray(GeneralName[]::new);
    return leaf(
        authority,
        "P2C2G coordinator",
        KeyPurposeId.id_kp_serverAuth,
        Optional.of(new GeneralNames(alternatives)),
        now,
        lifetime);
  }

  /** A client's certificate. */
  static Pair client(Pair authority, String subject, Instant now, Duration lifetime)
      throws IOException {
    return leaf(authority, subject, KeyPurposeId.id_kp_clientAuth, Optional.empty(), now, lifetime);
  }

  /** The names and addresses that a certificate is good for. */
  static Set<String> names(X509Certificate certificate) throws IOException {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .filter(name -> NAME_KINDS.contains(name.getFirst()))
              .map(name -> canonical(String.valueOf(name.get(1))))
              .collect(Collectors.toSet());
    } catch (CertificateParsingException e) {
      throw new IOException("the certificate's names cannot be read: " + e.getMessage(), e);
    }
  }

  /** One spelling for each address: IPv6 has many. */
  static String canonical(String name) {
    if (!IPAddress.isValid(name)) {
      return name;
    }
    return java.net.InetAddress.ofLiteral(name).getHostAddress();
  }

  private static Pair leaf(
      Pair authority,
      String subject,
      KeyPurposeId purpose,
      Optional<GeneralNames> names,
      Instant now,
      Duration lifetime)
      throws IOException {
    var keys = keys();
    var issuer = new X500Name(authority.certificate().getSubjectX500Principal().getName());
    var builder = builder(issuer, new X500Name("CN=" + subject), now, lifetime, keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    if (names.isPresent()) {
      builder.addExtension(Extension.subjectAlternativeName, false, names.get());
    }
    return new Pair(keys.getPrivate(), sign(builder, authority.key()));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Instant now, Duration lifetime, KeyPair keys)
      throws CertIOException {
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial(),
        Date.from(now.minus(SKEW)),
        Date.from(now.plus(lifetime)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws IOException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("cannot make a certificate: " + e.getMessage(), e);
    }
  }

  private static KeyPair keys() throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK makes no keys on P-256: " + e.getMessage(), e);
    }
  }

  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(0);
  }

  private static GeneralName generalName(String name) {
    var kind = IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(kind, name);
  }
}
