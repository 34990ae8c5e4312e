package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.LocalTokens;
import dev.p2c2g.security.OwnCertificates;
import dev.p2c2g.security.Pin;
import dev.p2c2g.security.PinnedTrust;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final Pin ANOTHER = new Pin("00".repeat(32));

  private final Connector connector = new Connector();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    connector.close();
  }

  private Guarded start(String... more) {
    var settings = new String[more.length + 1];
    settings[0] = "security.tls=on";
    System.arraycopy(more, 0, settings, 1, more.length);
    return new Guarded(folder, settings);
  }

  private Access access() {
    return Access.none().withTokenFile(LocalTokens.file(folder, Role.GAMER));
  }

  private Access pinned(Guarded guarded) {
    return access().withPins(Set.of(guarded.coordinator().pin().orElseThrow()));
  }

  private CoordinatorLink connect(Guarded guarded, Access access, LinkListener listener)
      throws IOException, InterruptedException {
    var url = URI.create("wss://127.0.0.1:" + guarded.coordinator().port());
    return connector.connect(url, access, listener);
  }

  @Test
  void clientThatPinsTheAuthorityIsServed() throws Exception {
    try (var guarded = start()) {
      var answers = new Answers();
      try (var link = connect(guarded, pinned(guarded), answers)) {
        link.send(new StatsRequest());
        assertThat(answers.next()).isInstanceOf(Stats.class);
      }
    }
  }

  @Test
  void clientThatPinsAnotherOrNothingSendsNoToken() {
    try (var guarded = start()) {
      assertThatThrownBy(() -> connect(guarded, access().withPins(Set.of(ANOTHER)), new Answers()))
          .isInstanceOf(ConnectFailedException.class)
          .hasMessageContaining("is not the pinned one")
          .hasMessageContaining(guarded.coordinator().pin().orElseThrow().toString());
      assertThatThrownBy(() -> connect(guarded, access(), new Answers()))
          .isInstanceOf(ConnectFailedException.class)
          .hasMessageContaining("no trusted connection");
    }
  }

  @Test
  void plainConnectionsGetNowhere() {
    try (var guarded = start()) {
      var url = URI.create("ws://127.0.0.1:" + guarded.coordinator().port());
      assertThatThrownBy(() -> connector.connect(url, access(), new Answers()))
          .isInstanceOf(ConnectFailedException.class);
    }
  }

  @Test
  void onlyVersionsThatAreAllowedAreSpoken() throws IOException {
    try (var guarded = start()) {
      assertThat(handshake(guarded, "TLSv1.3")).isTrue();
      assertThat(handshake(guarded, "TLSv1.2")).isFalse();
    }
    try (var guarded = start("security.tls_min_version=1.2")) {
      assertThat(handshake(guarded, "TLSv1.3")).isTrue();
      assertThat(handshake(guarded, "TLSv1.2")).isTrue();
    }
  }

  @Test
  void connectionsThatAreTooManyAreClosedBeforeTheirHandshake() throws IOException {
    try (var guarded = start("connections.max_per_address=2")) {
      var address = InetAddress.ofLiteral("127.0.0.1");
      var port = guarded.coordinator().port();
      try (var one = new Socket(address, port)) {
        try (var _ = new Socket(address, port);
            var third = new Socket(address, port)) {
          third.setSoTimeout(4_000);
          assertThat(third.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(Duration.ofSeconds(8)).until(() -> handshake(guarded, "TLSv1.3"));
        one.getOutputStream().write('x');
      }
    }
  }

  @Test
  void handshakesAreComputedBesideTheThreadOfFrames() throws IOException {
    try (var guarded = start()) {
      for (var n = 0; n < 3; n++) {
        assertThat(handshake(guarded, "TLSv1.3")).isTrue();
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .anyMatch(name -> name.startsWith("vert.x-internal-blocking"));
    }
  }

  @Test
  void newCertificateIsShownWithoutEndingConnections() throws Exception {
    try (var guarded = start()) {
      var before = shown(guarded);
      var answers = new Answers();
      try (var link = connect(guarded, pinned(guarded), answers)) {
        Files.delete(folder.resolve("server.pem"));
        new OwnCertificates(folder).ensure(Set.of("localhost", "127.0.0.1"));
        await().atMost(Duration.ofSeconds(8)).until(() -> !shown(guarded).equals(before));
        link.send(new StatsRequest());
        assertThat(answers.next()).isInstanceOf(Stats.class);
        connect(guarded, pinned(guarded), new Answers()).close();
      }
    }
  }

  @Test
  void certificateWithoutItsKeyIsNotTakenUp() throws Exception {
    try (var guarded = start()) {
      var before = shown(guarded);
      var other = new OwnCertificates(folder.resolve("other"));
      other.ensure(Set.of("localhost"));
      Files.copy(other.key(), folder.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
      await()
          .during(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(5))
          .until(() -> shown(guarded).equals(before));
    }
  }

  @Test
  void peersShowACertificateWhereTheyMustAndGamersNeedNone() throws Exception {
    var crowd = new OwnCertificates(folder.resolve("crowd"));
    crowd.ensure(Set.of("peer.example"));
    try (var guarded = start("security.peer_ca=" + crowd.authority())) {
      var pins = pinned(guarded);
      connect(guarded, pins, new Answers()).close();
      var peer = pins.withTokenFile(LocalTokens.file(folder, Role.PEER));
      var ended = new Answers();
      connect(guarded, peer, ended);
      assertThat(ended.closeCode()).isEqualTo(4401);
      var certificate = crowd.clientCertificate("peer_a");
      var shown = new Access(peer.token(), peer.tokenFile(), peer.pins(), Optional.of(certificate));
      var link = connect(guarded, shown, new Answers());
      await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(4)).until(link::isOpen);
      link.close();
    }
  }

  private static X509Certificate shown(Guarded guarded) throws IOException {
    try (var socket = socket(guarded)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static boolean handshake(Guarded guarded, String version) throws IOException {
    try (var socket = socket(guarded)) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return true;
    } catch (SSLException | SocketException _) {
      return false;
    }
  }

  private static SSLSocket socket(Guarded guarded) throws IOException {
    var pins = Set.of(guarded.coordinator().pin().orElseThrow());
    var socket =
        (SSLSocket)
            PinnedTrust.context(pins)
                .orElseThrow()
                .getSocketFactory()
                .createSocket("127.0.0.1", guarded.coordinator().port());
    socket.setSoTimeout(8_000);
    return socket;
  }

  private static final class Answers implements LinkListener {
    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<Integer> codes = new ArrayBlockingQueue<>(1);

    Message next() throws InterruptedException {
      return Optional.ofNullable(messages.poll(8, TimeUnit.SECONDS)).orElseThrow();
    }

    int closeCode() throws InterruptedException {
      return Optional.ofNullable(codes.poll(8, TimeUnit.SECONDS)).orElseThrow();
    }

    @Override
    public void received(Message message) {
      messages.add(message);
    }

    @Override
    public void unreadable(ProtocolException problem) {}

    @Override
    public void closed(int code, String reason) {
      codes.add(code);
    }
  }
}
