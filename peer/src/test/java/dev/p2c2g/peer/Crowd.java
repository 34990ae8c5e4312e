package dev.p2c2g.peer;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.coordinator.Task;
import dev.p2c2g.protocol.TaskResult;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** A real coordinator on a free port. */
final class Crowd implements AutoCloseable {
  private final Coordinator coordinator;
  private final AtomicBoolean stopped = new AtomicBoolean();

  Crowd() {
    this(Map.of());
  }

  /**
   * @param settings further environment variables
   */
  Crowd(Map<String, String> settings) {
    var env = new HashMap<>(settings);
    env.put("P2C2G_COORDINATOR_LISTEN_PORT", "0");
    env.put("P2C2G_COORDINATOR_DRAIN_TIMEOUT_MS", "0");
    env.put("P2C2G_MONITORING_ENABLE", "false");
    coordinator = new Coordinator(CoordinatorConfig.load(env));
    coordinator.start();
  }

  Coordinator coordinator() {
    return coordinator;
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + coordinator.port());
  }

  void awaitPeers(int peers) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> coordinator.getSystemStats().activePeers() == peers);
  }

  String submit(Task task) throws Exception {
    return coordinator.submitTask(task, "gamer");
  }

  TaskResult collect(String taskId) throws Exception {
    return coordinator
        .collectResult(taskId, Duration.ofSeconds(10))
        .orElseThrow(() -> new AssertionError(taskId + " has no result after 10 s"));
  }

  TaskResult result(Task task) throws Exception {
    return collect(submit(task));
  }

  static TaskResult.Success success(TaskResult result) {
    return switch (result.outcome()) {
      case TaskResult.Success success -> success;
      case TaskResult.Failure failure -> throw new AssertionError(failure);
    };
  }

  static TaskResult.Failure failure(TaskResult result) {
    return switch (result.outcome()) {
      case TaskResult.Failure failure -> failure;
      case TaskResult.Success success -> throw new AssertionError(success);
    };
  }

  /** Stops the coordinator, once. */
  void stop() {
    if (!stopped.getAndSet(true)) {
      coordinator.close();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
