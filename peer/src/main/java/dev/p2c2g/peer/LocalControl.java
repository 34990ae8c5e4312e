package dev.p2c2g.peer;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets programs of the same user on the same machine ask and tell a peer, over a Unix domain
 * socket: one line {@code status}, {@code pause} or {@code resume}, answered by one line of JSON.
 * One thread of its own, one caller at a time.
 */
public final class LocalControl implements AutoCloseable {
  private static final Logger LOG = System.getLogger("peer");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String REASON = "its owner paused it";
  private static final int MAX_COMMAND_BYTES = 64;
  private static final long COMMAND_MS = 1_000;

  /** A lane notices a cancelled task within milliseconds; one that does not is told of. */
  private static final long IDLE_MS = 1_000;

  private final PeerNode peer;
  private final Path file;
  private final ServerSocketChannel server;

  private LocalControl(PeerNode peer, Path file, ServerSocketChannel server) {
    this.peer = peer;
    this.file = file;
    this.server = server;
  }

  /**
   * Opens the socket of a peer, in the user's own folder.
   *
   * @throws IOException when that cannot be; the message says why
   */
  public static LocalControl open(PeerNode peer) throws IOException {
    return open(peer, LocalFolder.path(System.getenv()));
  }

  static LocalControl open(PeerNode peer, Path folder) throws IOException {
    LocalFolder.require(folder);
    var name = ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + LocalPeers.SUFFIX;
    var file = folder.resolve(name);
    // of a process that had this one's number, and can only be gone
    Files.deleteIfExists(file);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(file));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    var control = new LocalControl(peer, file, server);
    Thread.ofPlatform().name("p2c2g-control").daemon().start(control::serve);
    return control;
  }

  /** Ends the socket and removes its file; does nothing the second time. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the local socket is left behind: {0}", e.toString());
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (var caller = server.accept()) {
        answer(caller);
      } catch (ClosedChannelException e) {
        LOG.log(Level.TRACE, "the local socket is closed");
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a local caller got no answer: {0}", e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void answer(SocketChannel caller) throws IOException, InterruptedException {
    var command = LocalLine.read(caller, MAX_COMMAND_BYTES, COMMAND_MS);
    var answer =
        switch (command) {
          case "status" -> status(0, 0);
          case "pause" -> pause();
          case "resume" -> {
            peer.resume();
            yield status(0, 0);
          }
          default -> throw new IOException("'" + command + "' is not status, pause or resume");
        };
    LocalLine.write(caller, answer.toLine());
  }

  private LocalStatus pause() throws InterruptedException {
    var startNanos = System.nanoTime();
    var handedBack = peer.pause(REASON);
    var _ = peer.awaitIdle(IDLE_MS);
    return status(handedBack, (System.nanoTime() - startNanos) / 1e6);
  }

  private LocalStatus status(int handedBack, double tookMs) {
    var open = peer.openTasks();
    return new LocalStatus(
        peer.peerId(),
        peer.heartbeatIntervalMs().isPresent(),
        peer.pauseReasons(),
        open,
        handedBack,
        tookMs,
        open == 0);
  }
}
