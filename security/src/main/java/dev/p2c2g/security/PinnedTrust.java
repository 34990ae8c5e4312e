package dev.p2c2g.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server whose certificate, or that of the authority that signed it, has one of the
 * pins; nobody else, whatever the system trusts. The names in the certificate do not matter then:
 * the pin says already whose it is.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";

  private final Set<Pin> pins;

  /**
   * @param pins at least one
   */
  public PinnedTrust(Set<Pin> pins) {
    this.pins = Set.copyOf(pins);
  }

  /** For clients of the JDK; empty without pins: then the system's authorities decide. */
  public static Optional<SSLContext> context(Set<Pin> pins) {
    if (pins.isEmpty()) {
      return Optional.empty();
    }
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PinnedTrust(pins)}, null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    var certificates = List.of(chain);
    for (var i = 0; i < certificates.size(); i++) {
      if (pins.contains(Pin.of(certificates.get(i)))) {
        requireSignedBy(certificates.get(i), certificates.subList(0, i));
        requireServer(certificates.getFirst());
        return;
      }
    }
    throw new CertificateException(
        "the coordinator's certificate is not the pinned one: it shows "
            + Arrays.stream(chain).map(c -> Pin.of(c).toString()).collect(Collectors.joining(", "))
            + "; if its operator confirms that, pin it instead");
  }

  /** The pinned certificate itself, or one that it signed, and in force. */
  private static void requireSignedBy(X509Certificate pinned, List<X509Certificate> below)
      throws CertificateException {
    pinned.checkValidity();
    if (below.isEmpty()) {
      return;
    }
    try {
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(pinned, null)));
      parameters.setRevocationEnabled(false);
      var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
      var _ = CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(
          "the coordinator's certificate is not by the pinned authority: " + e.getMessage(), e);
    }
  }

  /** A client's certificate by the same authority is no server's. */
  private static void requireServer(X509Certificate leaf) throws CertificateException {
    var usage = leaf.getExtendedKeyUsage();
    if (usage != null && !usage.contains(SERVER)) {
      throw new CertificateException("the certificate shown is not a server's");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only servers are looked at here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
