package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.peer.LocalPeers.Command;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerPause;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.TaskAssign;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class LocalControlTest {
  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = parent.resolve("p2c2g");
  }

  private LocalPeers peers() {
    return new LocalPeers(folder);
  }

  private LocalPeers.LocalPeer only() throws IOException {
    var all = peers().all();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static LocalStatus tell(LocalPeers peers, Path socket, Command command)
      throws IOException {
    return peers.tell(socket, command).orElseThrow();
  }

  @Test
  void pausesAndResumesAPeerThatWorksAndSaysHowLongItTook() throws Exception {
    var gate = GateExecutor.gate("local");
    try (var coordinator = new FakeCoordinator();
        var peer = new ServingPeer(ServingPeer.config(coordinator.url(), "peer_a", 2, "gate"));
        var _ = LocalControl.open(peer.node(), folder)) {
      var connection = coordinator.welcome();
      connection.send(
          new TaskAssign(
              "task_1",
              "gate",
              Payload.of(new byte[1]),
              GateExecutor.params("local"),
              1,
              OptionalLong.empty()));
      gate.awaitStarted(1);

      var found = only();
      assertThat(found.status())
          .isEqualTo(new LocalStatus(Optional.of("peer_a"), true, List.of(), 1, 0, 0, false));
      var paused = tell(peers(), found.socket(), Command.PAUSE);
      assertThat(paused.handedBack()).isEqualTo(1);
      assertThat(paused.idle()).isTrue();
      assertThat(paused.openTasks()).isZero();
      assertThat(paused.tookMs()).isPositive();
      assertThat(paused.reasons()).containsExactly("its owner paused it");
      assertThat(connection.next(PeerPause.class).reason()).contains("its owner paused it");
      assertThat(tell(peers(), found.socket(), Command.PAUSE).handedBack()).isZero();

      assertThat(tell(peers(), found.socket(), Command.RESUME).reasons()).isEmpty();
      connection.next(PeerResume.class);
    }
    assertThat(peers().all()).as("the peer has ended").isEmpty();
  }

  @Test
  void resumingByHandTellsWhatStillPausesThePeer() throws Exception {
    try (var peer = new PeerNode(PeerConfig.defaults());
        var _ = LocalControl.open(peer, folder)) {
      peer.pauseFor("programs", "chess runs");
      var socket = only().socket();
      tell(peers(), socket, Command.PAUSE);
      assertThat(tell(peers(), socket, Command.RESUME).reasons()).containsExactly("chess runs");
      assertThat(only().status().peerId()).isEmpty();
    }
  }

  @Test
  void knowsEveryPeerAndForgetsThoseThatCrashed() throws Exception {
    try (var one = new PeerNode(PeerConfig.defaults().withPeerId("one"));
        var two = new PeerNode(PeerConfig.defaults().withPeerId("two"));
        var _ = LocalControl.open(one, folder);
        var _ = LocalControl.open(two, folder)) {
      var stale = folder.resolve("1-1.sock");
      // a socket's file stays when its owner is killed
      try (var crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        crashed.bind(UnixDomainSocketAddress.of(stale));
      }
      assertThat(stale).exists();

      assertThat(peers().all().stream().map(p -> p.status().peerId().orElseThrow()))
          .containsExactlyInAnyOrder("one", "two");
      assertThat(stale).doesNotExist();
      assertThat(peers().tell(stale, Command.PAUSE)).isEmpty();
    }
  }

  @Test
  void aCallerThatTalksNonsenseGetsNoAnswerAndTheNextOneDoes() throws Exception {
    try (var peer = new PeerNode(PeerConfig.defaults());
        var _ = LocalControl.open(peer, folder)) {
      var socket = only().socket();
      for (var nonsense : List.of("dance\n", "x".repeat(1_000))) {
        try (var caller = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
          LocalLine.write(caller, nonsense);
          assertThatThrownBy(() -> LocalLine.read(caller, 100, 10_000))
              .isInstanceOf(IOException.class);
        }
      }
      assertThat(peer.pauseReasons()).isEmpty();
      only();
    }
  }

  @Test
  void aCallerThatHangsUpIsForgotten() throws Exception {
    try (var peer = new PeerNode(PeerConfig.defaults());
        var _ = LocalControl.open(peer, folder)) {
      SocketChannel.open(UnixDomainSocketAddress.of(only().socket())).close();
      only();
    }
  }

  @Test
  void aLineThatBreaksOffIsNone() throws Exception {
    Files.createDirectory(folder);
    var address = UnixDomainSocketAddress.of(folder.resolve("x"));
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      try (var caller = SocketChannel.open(address)) {
        caller.write(ByteBuffer.wrap(new byte[] {'p', 'a'}));
        caller.shutdownOutput();
        assertThatThrownBy(() -> LocalLine.read(server.accept(), 100, 10_000))
            .isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void theFolderIsItsOwnersAlone() throws Exception {
    LocalFolder.require(folder);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    LocalFolder.require(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> LocalFolder.require(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rwxr-x---", "chmod 700");
    assertThatThrownBy(() -> peers().all()).isInstanceOf(IOException.class);
  }

  @Test
  void aLinkToAFolderIsNotFollowed() throws Exception {
    var elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(folder, elsewhere);
    assertThatThrownBy(() -> LocalFolder.require(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a folder; remove it");
  }

  @Test
  void theFolderIsInTheRuntimeFolderWhereThereIsOne() {
    assertThat(LocalFolder.path(Map.of("XDG_RUNTIME_DIR", parent.toString())))
        .isEqualTo(parent.resolve("p2c2g"));
    var other = LocalFolder.path(Map.of("XDG_RUNTIME_DIR", parent.resolve("none").toString()));
    assertThat(other.getFileName().toString()).startsWith("p2c2g-");
    assertThat(LocalFolder.path(Map.of())).isEqualTo(other);
  }
}
