package dev.p2c2g.benchmarks.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Whom to trouble, and from which addresses: those of 127.0.1.0/24, which nobody honest has. */
final class Target {
  private static final int TIMEOUT_MS = 10_000;

  private final InetSocketAddress address;
  private final SSLContext tls;
  private final AtomicInteger turn = new AtomicInteger();

  Target(int port) {
    address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    try {
      tls = SSLContext.getInstance("TLS");
      // to check whom he troubles would cost the attacker, and take from the processor
      tls.init(null, new TrustManager[] {new Anyone()}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  SSLContext tls() {
    return tls;
  }

  /** One of so many addresses, each in turn. */
  InetSocketAddress from(int addresses) {
    var number = 1 + Math.floorMod(turn.getAndIncrement(), addresses);
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + number), 0);
  }

  /**
   * A connection, its handshake done.
   *
   * @param receiveBuffer bytes that the kernel keeps unread; 0 for as many as it likes
   */
  SSLSocket connect(int addresses, int receiveBuffer) throws IOException {
    var plain = new Socket();
    try {
      if (receiveBuffer > 0) {
        plain.setReceiveBufferSize(receiveBuffer);
      }
      plain.bind(from(addresses));
      plain.setSoTimeout(TIMEOUT_MS);
      plain.setTcpNoDelay(true);
      plain.connect(address, TIMEOUT_MS);
      var host = address.getAddress().getHostAddress();
      var socket =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, host, address.getPort(), true);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
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
