package dev.p2c2g.cli.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A TLS client that offers whatever this Java can still speak, and believes everyone: it looks, and
 * sends nothing but handshakes.
 */
final class OpenClient {
  private static final int TIMEOUT_MS = 5_000;
  private static final int AGAIN_MS = 2_000;
  private static final String ALERT = "fatal alert";
  private static final String WARNING = "handshake warning: no_renegotiation";

  private final InetSocketAddress server;

  /** Takes off, for all of this process, what keeps Java from weak algorithms. */
  static void relaxThisProcess() {
    // read once, with the first use of TLS
    for (var key :
        List.of(
            "jdk.tls.disabledAlgorithms",
            "jdk.certpath.disabledAlgorithms",
            "jdk.tls.legacyAlgorithms")) {
      Security.setProperty(key, "");
    }
  }

  OpenClient(InetSocketAddress server) {
    this.server = server;
  }

  /** A new one each time, or else it would go on with sessions of before. */
  private static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  List<String> versions() {
    return List.of(context().getSupportedSSLParameters().getProtocols());
  }

  /** All that it can offer in a version; the one that only signals a renegotiation is none. */
  List<String> suites(String version) {
    return Arrays.stream(context().getSupportedSSLParameters().getCipherSuites())
        .filter(suite -> !suite.endsWith("_SCSV"))
        .filter(suite -> CipherSuites.isOfTls13(suite) == version.equals("TLSv1.3"))
        .toList();
  }

  /**
   * Tries a handshake.
   *
   * @throws IOException when nobody listens there
   */
  Attempt attempt(Offer offer) throws IOException {
    try (var socket = socket(offer)) {
      return handshake(socket);
    }
  }

  /**
   * Tries a handshake and then another on the same connection, as a client may ask for before TLS
   * 1.3.
   */
  Attempt attemptAgain(Offer offer) throws IOException {
    try (var socket = socket(offer)) {
      var first = handshake(socket);
      if (!(first instanceof Attempt.Accepted)) {
        return new Attempt.Unknown("the first handshake was not accepted");
      }
      return again(socket, first);
    }
  }

  /** A second handshake is only begun by asking for it, and is done while something is read. */
  private static Attempt again(SSLSocket socket, Attempt first) {
    var done = new CountDownLatch(1);
    socket.addHandshakeCompletedListener(_ -> done.countDown());
    socket.getSession().invalidate();
    try {
      socket.setSoTimeout(AGAIN_MS);
      socket.startHandshake();
      var _ = socket.getInputStream().read();
    } catch (SocketTimeoutException _) {
      // it said nothing more
    } catch (SSLException e) {
      return failed(socket, e);
    } catch (IOException _) {
      return new Attempt.Refused();
    }
    try {
      return done.await(AGAIN_MS, TimeUnit.MILLISECONDS)
          ? first
          : new Attempt.Unknown("the server did not say");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt.Unknown("interrupted");
    }
  }

  private SSLSocket socket(Offer offer) throws IOException {
    var plain = new Socket();
    try {
      plain.connect(server, TIMEOUT_MS);
      plain.setSoTimeout(TIMEOUT_MS);
      var socket =
          (SSLSocket)
              context()
                  .getSocketFactory()
                  .createSocket(plain, server.getHostString(), server.getPort(), true);
      var parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {offer.version()});
      parameters.setCipherSuites(offer.suites().toArray(String[]::new));
      if (!offer.signatureSchemes().isEmpty()) {
        parameters.setSignatureSchemes(offer.signatureSchemes().toArray(String[]::new));
      }
      socket.setSSLParameters(parameters);
      return socket;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static Attempt handshake(SSLSocket socket) {
    try {
      socket.startHandshake();
      var session = socket.getSession();
      return new Attempt.Accepted(session.getCipherSuite(), chain(session.getPeerCertificates()));
    } catch (SocketTimeoutException _) {
      return new Attempt.Unknown("no answer within " + TIMEOUT_MS + " ms");
    } catch (SSLException e) {
      return failed(socket, e);
    } catch (SocketException _) {
      return new Attempt.Refused();
    } catch (IOException e) {
      return new Attempt.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** One that was done without a certificate, by an anonymous suite, says so by an exception. */
  private static Attempt failed(SSLSocket socket, SSLException e) {
    var session = socket.getSession();
    if (session.isValid() && CipherSuites.isAnonymous(session.getCipherSuite())) {
      return new Attempt.Accepted(session.getCipherSuite(), List.of());
    }
    var message = String.valueOf(e.getMessage());
    return message.contains(ALERT)
            || message.contains(WARNING)
            || e.getCause() instanceof EOFException
        ? new Attempt.Refused()
        : new Attempt.Unknown(message);
  }

  private static List<X509Certificate> chain(Certificate... certificates) {
    return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
  }

  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
