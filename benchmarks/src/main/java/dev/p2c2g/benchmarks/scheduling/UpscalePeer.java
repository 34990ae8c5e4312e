package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.LogSetup;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.protocol.TaskAssign;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A real peer that upscales real frames, in a process of its own, driven step by step so that it
 * can print when each task came and when its result was sent: {@code got NANOS ATTEMPT TASK_ID}.
 */
public final class UpscalePeer {
  static final String READY = "ready";
  static final String GOT = "got";
  static final String SENT = "sent";
  private static final long PATIENCE_MS = 1_000;
  private static final int MOST_TRIES = 20;

  private UpscalePeer() {}

  /**
   * Serves until it is ended.
   *
   * @param args the coordinator's URL, the peer's name, its lanes
   */
  public static void main(String[] args) throws InterruptedException {
    LogSetup.apply(LogLevel.WARN, Optional.empty());
    var lanes = Integer.parseInt(args[2]);
    var node = node(args[1], lanes);
    new FramePipeline().warmUp(Upscalers.all());
    connect(node, args[0]);
    var intervalMs = node.heartbeatIntervalMs().orElseThrow();
    var heart = Executors.newSingleThreadScheduledExecutor();
    var _ =
        heart.scheduleAtFixedRate(node::heartbeat, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
    System.out.println(READY);
    serve(node, lanes);
  }

  /** Several JVMs that start together keep a small machine busy for longer than a try lasts. */
  private static void connect(PeerNode node, String url) {
    for (var tries = 1; !node.connectToCoordinator(url); tries++) {
      if (tries == MOST_TRIES) {
        throw new IllegalStateException("no coordinator at " + url);
      }
    }
  }

  private static PeerNode node(String name, int lanes) {
    return new PeerNode(
        PeerConfig.load(
            Map.of(
                "P2C2G_PEER_PEER_ID",
                name,
                "P2C2G_PEER_TASK_TYPES",
                "frame_upscale",
                "P2C2G_RESOURCES_MAX_CONCURRENT_TASKS",
                Integer.toString(lanes))));
  }

  private static void serve(PeerNode node, int lanes) throws InterruptedException {
    try (var pool = Executors.newFixedThreadPool(lanes)) {
      while (true) {
        node.receiveTask(PATIENCE_MS)
            .ifPresent(task -> {
              say(GOT, task);
              pool.execute(() -> {
                node.sendResult(node.executeTask(task));
                say(SENT, task);
              });
            });
      }
    }
  }

  private static void say(String what, TaskAssign task) {
    System.out.println(what + " " + System.nanoTime() + " " + task.attempt() + " " + task.taskId());
  }
}
