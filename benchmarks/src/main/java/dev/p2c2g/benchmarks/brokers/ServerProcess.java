package dev.p2c2g.benchmarks.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that was installed on this machine, in a process of our own that ends with us. */
final class ServerProcess implements Broker {
  private static final Duration TO_START = Duration.ofSeconds(40);
  private static final int SECONDS_TO_STOP = 8;
  private static final int POLL_MS = 50;

  /** Where Debian puts servers, which is not on everybody's path. */
  private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

  private final int port;
  private final Process process;

  private ServerProcess(int port, Process process) {
    this.port = port;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
  }

  /** Where a program is; empty when it is not installed. */
  static Optional<Path> find(String program) {
    var folders = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
    return Stream.concat(folders.stream(), MORE_FOLDERS.stream())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts a server and waits until its port takes connections.
   *
   * @param folder for its log
   */
  static ServerProcess start(
      int port, Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var log = folder.resolve(port + ".log");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    var server = new ServerProcess(port, builder.start());
    server.awaitPort(command, log);
    return server;
  }

  @Override
  public int port() {
    return port;
  }

  /** Ends the server and what it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void awaitPort(List<String> command, Path log) throws IOException, InterruptedException {
    var until = System.nanoTime() + TO_START.toNanos();
    while (process.isAlive() && System.nanoTime() < until) {
      if (answers()) {
        return;
      }
      Thread.sleep(POLL_MS);
    }
    kill();
    throw new IOException(
        "%s did not open port %d; it says: %s"
            .formatted(command.getFirst(), port, Files.readString(log)));
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), POLL_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
