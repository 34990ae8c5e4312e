package dev.p2c2g.peer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peers that run on this machine for this user. Used by one thread. */
public final class LocalPeers {
  static final String SUFFIX = ".sock";

  private static final int MAX_ANSWER_BYTES = 16_384;
  private static final long ANSWER_MS = 5_000;

  /** More than a machine has; the rest is not asked. */
  private static final int MAX_PEERS = 1_024;

  private final Path folder;

  /** What a peer can be asked or told; those that pause or resume answer when it is done. */
  public enum Command {
    STATUS,
    PAUSE,
    RESUME;

    private String line() {
      return switch (this) {
        case STATUS -> "status";
        case PAUSE -> "pause";
        case RESUME -> "resume";
      };
    }
  }

  /**
   * A peer that answered.
   *
   * @param socket how to speak to it again
   */
  public record LocalPeer(Path socket, LocalStatus status) {}

  LocalPeers(Path folder) {
    this.folder = folder;
  }

  /** Those of the user who runs this. */
  public static LocalPeers ofThisUser() {
    return new LocalPeers(LocalFolder.path(System.getenv()));
  }

  /**
   * Asks every peer how it is, and removes what peers that crashed left behind.
   *
   * @throws IOException when the folder is not the user's own, or a peer does not answer
   */
  public List<LocalPeer> all() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    LocalFolder.require(folder);
    var peers = new ArrayList<LocalPeer>();
    for (var socket : sockets()) {
      tell(socket, Command.STATUS).ifPresent(status -> peers.add(new LocalPeer(socket, status)));
    }
    return List.copyOf(peers);
  }

  /**
   * Tells one peer something.
   *
   * @return how it is then; empty when it is gone
   * @throws IOException when it does not answer
   */
  public Optional<LocalStatus> tell(Path socket, Command command) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      LocalLine.write(channel, command.line());
      return Optional.of(LocalStatus.parse(LocalLine.read(channel, MAX_ANSWER_BYTES, ANSWER_MS)));
    } catch (ConnectException e) {
      Files.deleteIfExists(socket); // nobody listens there any more
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      if (!Files.exists(socket)) {
        return Optional.empty();
      }
      throw new IOException(
          "the peer at " + socket + " does not answer (" + e.getMessage() + "); is it stopped?", e);
    }
  }

  private List<Path> sockets() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .limit(MAX_PEERS)
          .toList();
    }
  }
}
