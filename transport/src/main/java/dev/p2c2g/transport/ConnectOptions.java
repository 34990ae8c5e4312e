package dev.p2c2g.transport;

import dev.p2c2g.security.Access;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** How one connection is made: whereto, with which token, believing whom. */
final class ConnectOptions {
  private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

  private ConnectOptions() {}

  static WebSocketConnectOptions of(URI url, Access access) throws ConnectFailedException {
    var options = new WebSocketConnectOptions().setAbsoluteURI(withPath(url));
    try {
      access
          .currentToken()
          .ifPresent(token -> options.addHeader("Authorization", "Bearer " + token));
    } catch (IOException e) {
      throw new ConnectFailedException(String.valueOf(e.getMessage()), e);
    }
    if ("wss".equals(url.getScheme())) {
      options.setSsl(true).setSslOptions(ssl(access));
    }
    return options;
  }

  private static ClientSSLOptions ssl(Access access) {
    var ssl = new ClientSSLOptions().setEnabledSecureTransportProtocols(VERSIONS);
    if (access.pins().isEmpty()) {
      ssl.setHostnameVerificationAlgorithm("HTTPS");
    } else {
      // whose certificate it is, the pin says; under which name it is reached does not matter
      ssl.setTrustOptions(new PinnedTrustOptions(access.pins()))
          .setHostnameVerificationAlgorithm("");
    }
    access
        .certificate()
        .ifPresent(own ->
            ssl.setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertPath(own.certificate().toString())
                    .addKeyPath(own.key().toString())));
    return ssl;
  }

  /** The protocol's path is "/", which a URL may leave out. */
  private static String withPath(URI url) {
    return url.getRawPath().isEmpty() ? url + "/" : url.toString();
  }
}
