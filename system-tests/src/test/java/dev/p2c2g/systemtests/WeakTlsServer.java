package dev.p2c2g.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Accepts every version of TLS that this Java has, and cipher suites that nobody should. */
final class WeakTlsServer {
  static final String READY = "ready on ";
  static final char[] PASSWORD = "changeit".toCharArray();

  /** A good one, and one for each thing that can be wrong with one. */
  private static final String[] SUITES = {
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_DH_anon_WITH_AES_128_GCM_SHA256"
  };

  private WeakTlsServer() {}

  /**
   * Serves until it is ended.
   *
   * @param args the key store
   */
  public static void main(String[] args) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(Path.of(args[0]))) {
      store.load(in, PASSWORD);
    }
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    try (var server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
      server.setEnabledProtocols(context.getSupportedSSLParameters().getProtocols());
      server.setEnabledCipherSuites(SUITES);
      System.out.println(READY + server.getLocalPort());
      while (true) {
        var socket = (SSLSocket) server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    }
  }

  private static void serve(SSLSocket socket) {
    try (socket) {
      socket.startHandshake();
      while (socket.getInputStream().read() >= 0) {
        // it wants nothing but handshakes
      }
    } catch (IOException _) {
      // not even this server takes that
    }
  }
}
