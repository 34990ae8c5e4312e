package dev.p2c2g.systemtests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/** A real database server with its data in a folder: it can be killed and comes back with them. */
interface StoreServer extends AutoCloseable {
  /** What a coordinator is told to find it. */
  Map<String, String> environment();

  void start() throws IOException;

  /** SIGKILL. */
  void kill() throws IOException;

  @Override
  void close() throws IOException;

  /** The kinds there are. */
  enum Kind {
    REDIS,
    POSTGRES;

    StoreServer in(Path folder) throws IOException {
      return this == REDIS ? new Redis(folder, freePort()) : new Postgres(folder, freePort());
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static Map<String, String> environment(String type, String url) {
    return Map.of("P2C2G_DATABASE_TYPE", type, "P2C2G_DATABASE_CONNECTION_STRING", url);
  }

  /** With a log that is written at every change, as its operator should have it. */
  final class Redis implements StoreServer {
    private final Path folder;
    private final int port;
    private Optional<Process> process = Optional.empty();

    Redis(Path folder, int port) {
      this.folder = folder;
      this.port = port;
    }

    @Override
    public Map<String, String> environment() {
      return StoreServer.environment("redis", "redis://127.0.0.1:" + port + "/0");
    }

    @Override
    public void start() throws IOException {
      start(new String[0]);
    }

    /** With further options. */
    void start(String... options) throws IOException {
      var executable = ExecutableProvider.newJarResourceProvider().get();
      var command = new ArrayList<>(List.of(options));
      command.addAll(
          0,
          List.of(
              executable.toString(),
              "--port",
              Integer.toString(port),
              "--bind",
              "127.0.0.1",
              "--dir",
              folder.toString(),
              "--save",
              "",
              "--appendonly",
              "yes"));
      process =
          Optional.of(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("redis.log").toFile())
                  .start());
      Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> StoreServer.answers(port));
    }

    /** Sends the process a signal, as {@code kill} names it. */
    void signal(String name) throws IOException {
      var pid = Long.toString(process.orElseThrow().pid());
      new ProcessBuilder("kill", "-" + name, pid).start().onExit().join();
    }

    @Override
    public void kill() {
      process.ifPresent(running -> running.destroyForcibly().onExit().join());
    }

    @Override
    public void close() {
      kill();
    }
  }

  /** As its defaults are. */
  final class Postgres implements StoreServer {
    private final Path folder;
    private final int port;
    private Optional<EmbeddedPostgres> made = Optional.empty();

    /** How the server was called that was killed. */
    private List<String> command = List.of();

    Postgres(Path folder, int port) {
      this.folder = folder;
      this.port = port;
    }

    @Override
    public Map<String, String> environment() {
      return StoreServer.environment(
          "postgres", "postgres://postgres@127.0.0.1:" + port + "/postgres");
    }

    @Override
    public void start() throws IOException {
      if (made.isEmpty()) {
        made =
            Optional.of(
                EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("pg"))
                    // which the builder turns off
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .start());
      } else {
        var _ =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pg.log").toFile())
                .start();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> StoreServer.answers(port));
      }
    }

    @Override
    public void kill() throws IOException {
      var master = master().orElseThrow();
      var again = new ArrayList<String>();
      if (System.getProperty("user.name").equals("root")) {
        // it does not run as root; the one who made it is another to itself, too
        again.addAll(List.of("unshare", "-U"));
      }
      again.add(master.info().command().orElseThrow());
      again.addAll(List.of(master.info().arguments().orElseThrow()));
      command = again;
      var children = master.children().toList();
      master.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> !master.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Optional<ProcessHandle> master() throws IOException {
      var pidFile = folder.resolve("pg").resolve("postmaster.pid");
      return Files.exists(pidFile)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
          : Optional.empty();
    }

    @Override
    public void close() throws IOException {
      if (command.isEmpty() && made.isPresent()) {
        made.get().close();
      } else {
        master().ifPresent(ProcessHandle::destroy);
      }
    }
  }
}
