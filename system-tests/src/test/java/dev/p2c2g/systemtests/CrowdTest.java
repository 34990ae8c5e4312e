package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.Connector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand peers on one coordinator, which is a process of its own. */
@Timeout(120)
class CrowdTest {
  private static final int PEERS = 1_000;

  /** The first ones warm the coordinator up: what it loads and compiles once is no peer's. */
  private static final int FIRST_PEERS = 100;

  private static final int LINKS_EACH = 50;
  private static final int TASKS_PER_SECOND = 2_000;
  private static final int SECONDS_OF_TASKS = 4;

  /** A gamer may have 1,024. */
  private static final int MOST_OPEN = 1_000;

  private static final long HEARTBEAT_MS = 1_000;
  private static final int MOST_HEAP_BYTES_EACH = 50_000;
  private static final Pattern USED = Pattern.compile("used (\\d+)K \\[0x");
  private static final String SETTINGS =
      """
      coordinator:
        max_peers: 1000
      limits:
        max_tasks_per_second_per_gamer: 1000000
        max_in_flight_per_gamer: 100000
      connections:
        max_per_address: 2000
        new_per_second_per_address: 2000
      monitoring:
        enable: false
      """;

  @TempDir private Path folder;

  private final List<Connector> connectors = new ArrayList<>();
  private final List<LightPeer> peers = new ArrayList<>();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void disconnect() {
    heart.shutdownNow();
    connectors.forEach(Connector::close);
  }

  @Test
  void test1000PeersWithHeartbeatsAndTasks() throws Exception {
    var config = Files.writeString(folder.resolve("coordinator.yml"), SETTINGS);
    try (var coordinator =
            Program.p2c2g("coordinator", "--config", config.toString(), "--port", "0");
        var gamer = new GamerClient("crowd")) {
      var port = Integer.parseInt(coordinator.awaitLine("ready on ws://.*:(\\d+)").group(1));
      assertThat(gamer.connectToCoordinator("ws://127.0.0.1:" + port)).isTrue();
      connect(FIRST_PEERS, port);
      requireReversed(submit(gamer, TASKS_PER_SECOND));
      var before = usedHeapBytes(coordinator);
      connect(PEERS - FIRST_PEERS, port);
      var after = usedHeapBytes(coordinator);
      assertThat((after - before) / (PEERS - FIRST_PEERS))
          .as("bytes of heap for an idle peer")
          .isLessThan(MOST_HEAP_BYTES_EACH);

      requireReversed(submit(gamer, TASKS_PER_SECOND * SECONDS_OF_TASKS));
      assertThat(gamer.stats().activePeers()).isEqualTo(PEERS);
      assertThat(gamer.stats().failedTasks()).isZero();
      assertThat(peers).allMatch(LightPeer::isConnected);
      assertThat(peers.stream().filter(peer -> peer.done() > 0).count()).isGreaterThan(PEERS / 2);
    }
  }

  private void connect(int count, int port) throws IOException, InterruptedException {
    for (var i = 0; i < count; i++) {
      if (peers.size() == connectors.size() * LINKS_EACH) {
        connectors.add(new Connector());
      }
      var peer = new LightPeer(1, CompletableFuture.completedFuture(null), () -> {});
      peer.connect(connectors.getLast(), port);
      peers.add(peer);
      var _ =
          heart.scheduleAtFixedRate(
              peer::heartbeat, peers.size() % HEARTBEAT_MS, HEARTBEAT_MS, MILLISECONDS);
    }
  }

  /** Submits at that pace, or as fast as a busy machine can. */
  private static List<TaskHandle> submit(GamerClient gamer, int count) throws Exception {
    var tasks = new ArrayList<TaskHandle>();
    var start = System.nanoTime();
    for (var i = 0; i < count; i++) {
      var aheadMs = i * 1_000L / TASKS_PER_SECOND - (System.nanoTime() - start) / 1_000_000;
      if (aheadMs > 0) {
        Thread.sleep(aheadMs);
      }
      if (i >= MOST_OPEN) {
        var _ = tasks.get(i - MOST_OPEN).result().get(30, SECONDS);
      }
      tasks.add(
          gamer.submitTask(
              LightPeer.TASK_TYPE, Payload.of(bytes(i)), Json.object(), 5, OptionalLong.empty()));
    }
    return tasks;
  }

  private static void requireReversed(List<TaskHandle> tasks) throws Exception {
    for (var i = 0; i < tasks.size(); i++) {
      var outcome = tasks.get(i).result().get(30, SECONDS).outcome();
      assertThat(outcome).as("task %d", i).isInstanceOf(TaskResult.Success.class);
      assertThat(((TaskResult.Success) outcome).result().toByteArray())
          .isEqualTo(LightPeer.reversed(bytes(i)));
    }
  }

  private static byte[] bytes(int number) {
    return ("small task " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static long usedHeapBytes(Program program) throws IOException, InterruptedException {
    jcmd(program, "GC.run");
    var used = USED.matcher(jcmd(program, "GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String jcmd(Program program, String command)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(jcmd, Long.toString(program.pid()), command).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
