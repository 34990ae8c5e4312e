package dev.p2c2g.benchmarks.stores;

import dev.p2c2g.benchmarks.scheduling.EchoCrowd;
import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A coordinator, peers that send back what they get, and a gamer, all in this process. */
final class DurableLoad implements AutoCloseable {
  private static final int PEERS = 64;
  private static final int AT_A_TIME = 800;

  private final Coordinator coordinator;
  private final EchoCrowd peers;
  private final GamerClient gamer = new GamerClient("bench");

  DurableLoad(Map<String, String> store) throws Exception {
    var environment = new HashMap<>(store);
    environment.put("P2C2G_SECURITY_AUTH", "none");
    environment.put("P2C2G_COORDINATOR_LISTEN_PORT", "0");
    environment.put("P2C2G_MONITORING_ENABLE", "false");
    environment.put("P2C2G_LIMITS_MAX_IN_FLIGHT_PER_GAMER", "100000");
    environment.put("P2C2G_LIMITS_MAX_TASKS_PER_SECOND_PER_GAMER", "1000000");
    coordinator = new Coordinator(CoordinatorConfig.load(environment));
    coordinator.start();
    var url = "ws://127.0.0.1:" + coordinator.port();
    peers = new EchoCrowd(url);
    peers.join(PEERS);
    if (!gamer.connectToCoordinator(url)) {
      throw new IllegalStateException("no coordinator at " + url);
    }
  }

  /** Submits that many tasks, and waits for all results. */
  void run(int tasks, int bytes) throws InterruptedException {
    var room = new Semaphore(AT_A_TIME);
    var over = new CountDownLatch(tasks);
    var failed = new AtomicInteger();
    var data = Payload.of(new byte[bytes]);
    for (var i = 0; i < tasks; i++) {
      room.acquire();
      var _ =
          gamer
              .submitTask(
                  "echo", data, Json.object(), GamerClient.DEFAULT_PRIORITY, OptionalLong.empty())
              .result()
              .whenComplete((result, _) -> {
                failed.addAndGet(result != null && result.success() ? 0 : 1);
                room.release();
                over.countDown();
              });
    }
    if (!over.await(5, TimeUnit.MINUTES) || failed.get() > 0) {
      throw new IllegalStateException(failed + " of " + tasks + " tasks failed");
    }
  }

  @Override
  public void close() {
    gamer.close();
    peers.close();
    coordinator.close();
  }
}
