package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.transport.ConnectFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Keeps a peer connected, alive and at work: one thread for the connection, one for each lane. */
final class PeerRunner {
  private static final Logger LOG = System.getLogger("peer");
  private static final long POLL_MS = 200;

  private final PeerNode peer;
  private final PeerConfig config;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private volatile boolean stopped;

  PeerRunner(PeerNode peer, PeerConfig config) {
    this.peer = peer;
    this.config = config;
  }

  void stop() {
    stopped = true;
  }

  void run() throws ConnectFailedException, InterruptedException {
    var lanes =
        IntStream.range(0, config.resources().maxConcurrentTasks())
            .mapToObj(
                lane -> Thread.ofPlatform().name("p2c2g-lane-" + lane).daemon().start(this::work))
            .toList();
    try {
      while (!stopped) {
        connectWithPatience();
        beatUntilDisconnected();
      }
    } finally {
      stopped = true;
      for (var lane : lanes) {
        lane.join();
      }
    }
  }

  private void connectWithPatience() throws ConnectFailedException, InterruptedException {
    for (var failures = 0; !stopped; ) {
      try {
        peer.connect(config.coordinatorUrl());
        return;
      } catch (ConnectFailedException e) {
        failures++;
        giveUpAfter(failures, e);
        pauseBefore(failures, e);
      }
    }
  }

  private void giveUpAfter(int failures, ConnectFailedException e) throws ConnectFailedException {
    if (failures > config.reconnectAttempts()) {
      throw new ConnectFailedException(
          "gave up after "
              + failures
              + " tries (peer.reconnect_attempts is "
              + config.reconnectAttempts()
              + "): "
              + e.getMessage(),
          e);
    }
  }

  private void pauseBefore(int tryNumber, ConnectFailedException e) throws InterruptedException {
    var delayMs = backoff.delayMs(tryNumber);
    LOG.log(
        Level.WARNING,
        "{0}; try {1} of {2} in {3} ms",
        e.getMessage(),
        tryNumber,
        config.reconnectAttempts(),
        delayMs);
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMs);
    while (!stopped && System.nanoTime() < until) {
      Thread.sleep(Math.min(POLL_MS, delayMs));
    }
  }

  private void beatUntilDisconnected() throws InterruptedException {
    var connection = peer.connection();
    var end = Optional.<String>empty();
    while (!stopped && connection.isPresent() && end.isEmpty()) {
      peer.heartbeat();
      end = connection.get().awaitEnd(connection.get().heartbeatIntervalMs());
    }
    if (!stopped) {
      LOG.log(Level.WARNING, "{0}; connecting again", end.orElse("the connection ended"));
    }
  }

  private void work() {
    try {
      while (!stopped) {
        var task = peer.receiveTask(POLL_MS);
        task.ifPresent(this::doTask);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void doTask(TaskAssign task) {
    var deadlineNanos =
        task.deadlineMs().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(task.deadlineMs().getAsLong()));
    peer.sendResult(peer.executeTask(task), deadlineNanos);
  }
}
