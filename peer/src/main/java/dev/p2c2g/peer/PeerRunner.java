package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.transport.Backoff;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorTour;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Keeps a peer connected, alive and at work: one thread for the connection, one for each lane. */
final class PeerRunner {
  private static final Logger LOG = System.getLogger("peer");
  private static final long POLL_MS = 200;

  /** How long a lane may take to notice that its task is cancelled. */
  private static final Duration LANE_END = Duration.ofSeconds(2);

  private final PeerNode peer;
  private final PeerConfig config;
  private final CoordinatorTour tour;
  private final Retries retries;
  private final CountDownLatch stopped = new CountDownLatch(1);

  PeerRunner(PeerNode peer, PeerConfig config) {
    this.peer = peer;
    this.config = config;
    this.tour = new CoordinatorTour(config.coordinatorUrl(), RandomGenerator.getDefault());
    this.retries =
        new Retries(
            config.reconnectAttempts(),
            new Backoff(RandomGenerator.getDefault()),
            System::nanoTime);
  }

  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  void run() throws ConnectFailedException, InterruptedException {
    var lanes = startLanes();
    try {
      while (!isStopped()) {
        var trouble = serveOnce();
        if (!isStopped()) {
          pauseAfter(trouble);
        }
      }
    } finally {
      peer.close();
      end(lanes);
    }
  }

  /** One connection from its start to its end; says what ended it, or why there was none. */
  private String serveOnce() throws ConnectFailedException, InterruptedException {
    PeerConnection connection;
    try {
      connection = tour.firstOf(peer::connect);
    } catch (ConnectFailedException e) {
      LOG.log(Level.DEBUG, "no connection", e);
      return String.valueOf(e.getMessage());
    }
    retries.connected();
    var end = beatUntilEnd(connection);
    retries.lost();
    tour.moveOn();
    if (end.isReplaced() && !isStopped()) {
      throw new ConnectFailedException(
          "another connection registered as "
              + connection.peerId()
              + " and took this peer's place; give each peer its own peer.peer_id ("
              + end
              + ")");
    }
    if (end.isBanned()) {
      throw new ConnectFailedException(
          "the coordinator found wrong results of this peer and takes none any more; ask its"
              + " operator, who sees which (p2c2g reputation), and look after this machine's memory"
              + " and graphics driver ("
              + end
              + ")");
    }
    return end.toString();
  }

  private ConnectionEnd beatUntilEnd(PeerConnection connection) throws InterruptedException {
    var end = Optional.<ConnectionEnd>empty();
    while (end.isEmpty()) {
      peer.heartbeat();
      end = connection.awaitEnd(connection.heartbeatIntervalMs());
    }
    return end.get();
  }

  private void pauseAfter(String trouble) throws ConnectFailedException, InterruptedException {
    var delayMs = retries.next();
    if (delayMs.isEmpty()) {
      throw new ConnectFailedException(
          "gave up after "
              + config.reconnectAttempts()
              + " tries again in a row (peer.reconnect_attempts): "
              + trouble);
    }
    LOG.log(
        Level.WARNING,
        "{0}; try {1} of {2} in {3} ms",
        trouble,
        retries.tries(),
        config.reconnectAttempts(),
        delayMs.getAsLong());
    var _ = stopped.await(delayMs.getAsLong(), TimeUnit.MILLISECONDS);
  }

  private List<Thread> startLanes() {
    return IntStream.range(0, config.resources().maxConcurrentTasks())
        .mapToObj(lane -> Thread.ofPlatform().name("p2c2g-lane-" + lane).daemon().start(this::work))
        .toList();
  }

  private static void end(List<Thread> lanes) throws InterruptedException {
    lanes.forEach(Thread::interrupt);
    for (var lane : lanes) {
      if (!lane.join(LANE_END)) {
        LOG.log(Level.WARNING, "{0} does not heed its cancelled task", lane.getName());
      }
    }
  }

  private void work() {
    try {
      while (!isStopped()) {
        peer.receiveTask(POLL_MS).ifPresent(this::serve);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(TaskAssign task) {
    try {
      peer.serve(task);
    } catch (RuntimeException e) {
      // one task's trouble must not cost the peer a lane
      LOG.log(Level.ERROR, task.taskId() + " met an error; please report it", e);
    }
  }
}
