package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.ApiKeyFile;
import dev.p2c2g.security.LocalTokens;
import dev.p2c2g.security.OwnCertificates;
import dev.p2c2g.security.Pem;
import dev.p2c2g.security.Pin;
import dev.p2c2g.security.PinnedTrust;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorUrls;
import dev.p2c2g.transport.LinkListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates change while an honest gamer plays: it must not notice. */
class RotationTest {
  private static final int UNAUTHENTICATED = 4401;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1");

  private final Connector connector = new Connector();
  private final HmacKey first = new HmacKey("first");
  private final HmacKey second = new HmacKey("second");

  @TempDir private Path folder;
  private Path jwks;
  private OwnCertificates otherAuthority;
  private ApiKeyFile keys;
  private Coordinator coordinator;

  @BeforeEach
  void start() throws IOException {
    jwks = folder.resolve("jwks.json");
    HmacKey.write(jwks, first);
    otherAuthority = new OwnCertificates(folder.resolve("other"));
    otherAuthority.ensure(NAMES);
    keys = new ApiKeyFile(folder.resolve("api-keys.json"));
    coordinator =
        new Coordinator(
            CoordinatorConfig.load(
                Map.of(
                    "P2C2G_COORDINATOR_LISTEN_PORT",
                    "0",
                    "P2C2G_MONITORING_ENABLE",
                    "false",
                    // tokens are shown here before the coordinator has read of them
                    "P2C2G_CONNECTIONS_FAILED_LOGINS_PER_MINUTE",
                    "1000",
                    "P2C2G_SECURITY_TLS",
                    "on",
                    "P2C2G_SECURITY_DIRECTORY",
                    folder.toString(),
                    "P2C2G_SECURITY_JWKS_FILE",
                    jwks.toString(),
                    "P2C2G_SECURITY_JWT_ISSUER",
                    HmacKey.ISSUER,
                    "P2C2G_SECURITY_JWT_AUDIENCE",
                    HmacKey.AUDIENCE)));
    coordinator.start();
  }

  @AfterEach
  void close() {
    coordinator.close();
    connector.close();
  }

  @Test
  void everythingRotatesAndNoFrameOfAnHonestGamerIsLostOrLate() throws Exception {
    try (var _ = peer();
        var gamer =
            new SteadyGamer(
                url(),
                access().withTokenFile(LocalTokens.file(folder, Role.GAMER)),
                Pictures.jpeg(SteadyGamer.WIDTH, SteadyGamer.HEIGHT))) {
      certificateByTheSameAuthority();
      certificateByAnotherAuthority();
      jwkSet();
      apiKeys();
      var took = gamer.stop();
      assertThat(took).hasSizeGreaterThan(20);
      assertThat(took).allMatch(millis -> millis <= SteadyGamer.DEADLINE_MS);
    }
  }

  private void certificateByTheSameAuthority() throws Exception {
    var before = shown().getFirst();
    Files.delete(folder.resolve("server.pem"));
    new OwnCertificates(folder).ensure(NAMES);
    awaitShown(chain -> !chain.getFirst().equals(before));
  }

  private void certificateByAnotherAuthority() throws Exception {
    // the key first: alone it does not match, and nothing changes
    replace(otherAuthority.key(), "server.key");
    replace(otherAuthority.certificate(), "server.pem");
    var other = Pem.certificates(otherAuthority.authority()).getFirst();
    awaitShown(chain -> chain.getLast().equals(other));
    // a newcomer that pins both
    var _ = connected(keys.issue(Role.GAMER, "carol", Optional.empty()).token());
  }

  private void replace(Path with, String name) throws IOException {
    var fresh = folder.resolve(name + ".new");
    Files.copy(with, fresh, StandardCopyOption.REPLACE_EXISTING);
    Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void jwkSet() throws Exception {
    var byFirst = connected(first.gamerToken("dave"));
    HmacKey.write(jwks, first, second);
    var bySecond = connected(second.gamerToken("erin"));
    var removedNanos = System.nanoTime();
    HmacKey.write(jwks, second);
    assertClosedWithinASecond(byFirst, removedNanos);
    assertThat(bySecond).isNotDone();
  }

  private void apiKeys() throws Exception {
    var key = keys.issue(Role.GAMER, "mallory", Optional.empty());
    var stays = connected(keys.issue(Role.GAMER, "bob", Optional.empty()).token());
    var revoked = connected(key.token());
    var revokedNanos = System.nanoTime();
    assertThat(keys.revoke(key.key().id())).isTrue();
    assertClosedWithinASecond(revoked, revokedNanos);
    var _ = connected(keys.issue(Role.GAMER, "frank", Optional.empty()).token());
    assertThat(stays).isNotDone();
  }

  private static void assertClosedWithinASecond(CompletableFuture<Integer> closed, long sinceNanos)
      throws Exception {
    assertThat(closed.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(UNAUTHENTICATED);
    assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos)).isLessThan(Duration.ofSeconds(1));
  }

  private String url() {
    return "wss://127.0.0.1:" + coordinator.port();
  }

  /** Pins the authority of now and that of later. */
  private Access access() throws IOException {
    var now = coordinator.pin().orElseThrow();
    var later = Pin.of(Pem.certificates(otherAuthority.authority()).getFirst());
    return Access.none().withPins(Set.of(now, later));
  }

  private RunningPeer peer() throws IOException {
    var config = RunningPeer.config(coordinator.port(), "peer_a", 1, "frame_upscale");
    var secure =
        new PeerConfig(
            config.peerId(),
            CoordinatorUrls.parse(url()),
            config.reconnectAttempts(),
            config.taskTypes(),
            config.resources(),
            config.yielding(),
            config.logging());
    var peer =
        new RunningPeer(
            secure.withAccess(access().withTokenFile(LocalTokens.file(folder, Role.PEER))));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> coordinator.getSystemStats().activePeers() == 1);
    return peer;
  }

  /** A connection with that token as soon as it is good; the future holds its close code. */
  private CompletableFuture<Integer> connected(String token) throws IOException {
    var access =
        new Access(Optional.of(token), Optional.empty(), access().pins(), Optional.empty());
    var ended = new CompletableFuture<Integer>();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(ConnectFailedException.class)
        .until(() -> connector.connect(URI.create(url()), access, new Ends(ended)).isOpen());
    return ended;
  }

  private void awaitShown(Predicate<List<X509Certificate>> expected) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(this::shown, expected);
  }

  private List<X509Certificate> shown() throws IOException {
    var factory = PinnedTrust.context(access().pins()).orElseThrow().getSocketFactory();
    try (var socket = (SSLSocket) factory.createSocket("127.0.0.1", coordinator.port())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.startHandshake();
      return List.of((X509Certificate[]) socket.getSession().getPeerCertificates());
    }
  }

  private record Ends(CompletableFuture<Integer> code) implements LinkListener {
    @Override
    public void received(Message message) {}

    @Override
    public void closed(int closeCode, String reason) {
      code.complete(closeCode);
    }
  }
}
