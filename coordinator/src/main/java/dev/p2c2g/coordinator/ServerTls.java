package dev.p2c2g.coordinator;

import dev.p2c2g.security.Pem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The coordinator's side of TLS, from PEM files that may change while it runs: a new pair is taken
 * up as soon as certificate and key match, for connections to come.
 */
final class ServerTls {
  private static final Logger LOG = System.getLogger("security");

  /** All of TLS 1.3's, and of TLS 1.2's those of RFC 9325: new keys each time, and AEAD. */
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final SecuritySettings settings;
  private final SecuritySettings.CertificateFiles files;
  private final long handshakeTimeoutMs;
  private byte[] tried;

  /**
   * Reads the files.
   *
   * @throws IOException when they cannot be used; the message says which and why
   */
  ServerTls(
      SecuritySettings settings, SecuritySettings.CertificateFiles files, long handshakeTimeoutMs)
      throws IOException {
    this.settings = settings;
    this.files = files;
    this.handshakeTimeoutMs = handshakeTimeoutMs;
    Pem.requirePair(files.certificate(), files.key());
    this.tried = contents();
  }

  /** A server's options with TLS as it is now. */
  HttpServerOptions options() throws IOException {
    var tls = sslOptions();
    var options =
        new HttpServerOptions()
            .setSsl(true)
            // a handshake takes a thousand times as long as a message
            .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
            .setKeyCertOptions(tls.getKeyCertOptions())
            .setClientAuth(tls.getClientAuth())
            .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
            .setSslHandshakeTimeout(tls.getSslHandshakeTimeout())
            .setSslHandshakeTimeoutUnit(tls.getSslHandshakeTimeoutUnit());
    CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    Optional.ofNullable(tls.getTrustOptions()).ifPresent(options::setTrustOptions);
    return options;
  }

  /** New options when the files have changed and are good; call from a worker. */
  synchronized Optional<ServerSSLOptions> changed() {
    try {
      var now = contents();
      if (Arrays.equals(now, tried)) {
        return Optional.empty();
      }
      tried = now;
      Pem.requirePair(files.certificate(), files.key());
      LOG.log(Level.INFO, "{0} has changed: new connections are shown it", files.certificate());
      return Optional.of(sslOptions());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the certificate stays as it was: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private ServerSSLOptions sslOptions() throws IOException {
    var options =
        new ServerSSLOptions()
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(Files.readAllBytes(files.certificate())))
                    .addKeyValue(Buffer.buffer(Pem.pkcs8(files.key()))))
            .setSslHandshakeTimeout(handshakeTimeoutMs)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setEnabledSecureTransportProtocols(versions());
    CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    if (settings.peerAuthority().isPresent()) {
      // gamers need none, so it is asked for, not demanded; a bad one ends the handshake
      options
          .setClientAuth(ClientAuth.REQUEST)
          .setTrustOptions(
              new PemTrustOptions()
                  .addCertValue(Buffer.buffer(Files.readAllBytes(settings.peerAuthority().get()))));
    }
    return options;
  }

  private Set<String> versions() {
    return switch (settings.tlsVersion()) {
      case V1_3 -> Set.of("TLSv1.3");
      case V1_2 -> Set.of("TLSv1.3", "TLSv1.2");
    };
  }

  private byte[] contents() throws IOException {
    var all = Buffer.buffer(Files.readAllBytes(files.certificate()));
    all.appendBytes(Files.readAllBytes(files.key()));
    for (Path authority : settings.peerAuthority().stream().toList()) {
      all.appendBytes(Files.readAllBytes(authority));
    }
    return all.getBytes();
  }
}
