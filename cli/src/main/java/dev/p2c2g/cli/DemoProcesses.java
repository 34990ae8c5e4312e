package dev.p2c2g.cli;

import dev.p2c2g.security.CircleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Each in a JVM of its own; this one is the gamer's. */
final class DemoProcesses implements DemoCrowd {
  private final ChildJvm coordinator;
  private final Optional<Path> keyFile;
  private final String url;
  private final List<ChildJvm> peers = new ArrayList<>();

  /**
   * @param sealKey of all peers, where frames are sealed; in a file until {@link #close}
   */
  DemoProcesses(int peerCount, int lanes, Optional<CircleKey> sealKey) throws IOException {
    keyFile = sealKey.isEmpty() ? Optional.empty() : Optional.of(written(sealKey.get()));
    coordinator = ChildJvm.p2c2g("coordinator", "--port", "0", "--metrics-port", "0");
    var ready = coordinator.awaitLine("coordinator ready");
    url = ready.substring(ready.indexOf("ws://"));
    for (var number = 1; number <= peerCount; number++) {
      var arguments =
          Stream.concat(peer(number, lanes), keyFile.stream().flatMap(DemoProcesses::sealKey));
      peers.add(ChildJvm.p2c2g(arguments.toArray(String[]::new)));
    }
  }

  private Stream<String> peer(int number, int lanes) {
    return Stream.of(
        "peer",
        "--coordinator",
        url,
        "--id",
        DemoCommand.PEER + number,
        "--tasks",
        "frame_upscale",
        "--never-pause",
        "--lanes",
        Integer.toString(lanes));
  }

  private static Stream<String> sealKey(Path file) {
    return Stream.of("--seal-key", file.toString());
  }

  private static Path written(CircleKey key) throws IOException {
    var file = Files.createTempDirectory("p2c2g-demo").resolve("circle.key");
    key.write(file);
    return file;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public void kill(int peer) {
    peers.get(peer - 1).kill();
  }

  @Override
  public void close() {
    peers.forEach(ChildJvm::close);
    coordinator.close();
    keyFile.ifPresent(DemoProcesses::delete);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
      Files.delete(file.getParent());
    } catch (IOException e) {
      System.err.println("p2c2g: " + file + " stays: " + e.getMessage());
    }
  }
}
