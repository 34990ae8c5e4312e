package dev.p2c2g.peer;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A volunteer's machine in the crowd.
 *
 * <p>Served: {@link #run} connects, works, reconnects, until {@link #close} or {@link #drain}. Step
 * by step, as a caller of one's own: {@link #connectToCoordinator}, then {@link #receiveTask},
 * {@link #executeTask}, {@link #sendResult} again and again, and a {@link #heartbeat} at least
 * every {@link #heartbeatIntervalMs}. All methods may be called from any thread.
 */
public final class PeerNode implements AutoCloseable {
  private static final Logger LOG = System.getLogger("peer");

  /** Results to send again after a reconnect, for each lane. */
  private static final int KEPT_RESULTS_PER_LANE = 2;

  private final PeerConfig config;
  private final Capabilities capabilities;
  private final TaskExecutors executors;
  private final OpenWork work;
  private final RecentResults recent;
  private final Connector connector = new Connector();
  private final PeerRunner runner;
  private volatile Optional<PeerConnection> connection = Optional.empty();
  private volatile Optional<String> name;

  /**
   * A peer with the default configuration.
   *
   * @param peerId its name, or {@code auto} to be given one
   * @param capabilities what to tell the coordinator of this machine
   */
  public PeerNode(String peerId, Capabilities capabilities) {
    this(PeerConfig.defaults().withPeerId(peerId), capabilities);
  }

  /**
   * A peer as configured, its capabilities read from this machine.
   *
   * @throws IllegalArgumentException when a configured task type has no executor
   */
  public PeerNode(PeerConfig config) {
    this(config, Machine.detect(Path.of("/"), config.resources().useGpu()));
  }

  private PeerNode(PeerConfig config, Capabilities capabilities) {
    this.config = config;
    this.capabilities = capabilities;
    var lanes = config.resources().maxConcurrentTasks();
    executors = new TaskExecutors(config.taskTypes());
    work = new OpenWork(lanes);
    recent = new RecentResults(lanes * KEPT_RESULTS_PER_LANE, System::nanoTime);
    name = Optional.of(config.peerId()).filter(id -> !id.equals("auto"));
    runner = new PeerRunner(this, config);
  }

  /** The name in the crowd; empty until a coordinator has given one. */
  public Optional<String> peerId() {
    return name;
  }

  public Capabilities capabilities() {
    return capabilities;
  }

  /**
   * Connects and registers, once.
   *
   * @param coordinatorUrl {@code ws://host:port}
   * @return false when that failed; the reason is logged
   */
  public boolean connectToCoordinator(String coordinatorUrl) {
    try {
      connect(URI.create(coordinatorUrl));
      return true;
    } catch (ConnectFailedException e) {
      LOG.log(Level.WARNING, String.valueOf(e.getMessage()));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Waits for the next task.
   *
   * @return empty when none comes within the timeout
   */
  public Optional<TaskAssign> receiveTask(long timeoutMs) throws InterruptedException {
    return work.next(timeoutMs, TimeUnit.MILLISECONDS);
  }

  /** Does a task on the calling thread. Whatever goes wrong is told in the result. */
  public TaskResult executeTask(TaskAssign task) {
    var token = work.cancelToken(task.taskId());
    return executors.execute(task, name, config.resources().maxPixels(), token);
  }

  /**
   * Sends a result; when the connection is gone, it is sent again after a reconnect, if it is still
   * wanted then.
   *
   * @return whether it was handed to the network now
   */
  public boolean sendResult(TaskResult result) {
    return sendResult(result, OptionalLong.empty());
  }

  /**
   * Likewise, for a task with a deadline: after it the result is not sent again.
   *
   * @param deadlineNanos on the clock of {@link System#nanoTime}
   */
  public boolean sendResult(TaskResult result, OptionalLong deadlineNanos) {
    work.done(result.taskId());
    recent.add(result, deadlineNanos);
    return connection.map(c -> c.send(result)).orElse(false);
  }

  /** Tells the coordinator that this peer lives, and how busy it is. */
  public void heartbeat() {
    var load = Math.min(1, (double) work.size() / config.resources().maxConcurrentTasks());
    connection.ifPresent(c -> c.send(new Heartbeat(name, System.currentTimeMillis(), load)));
  }

  /**
   * How often the coordinator wants a {@link #heartbeat}, in milliseconds; empty while not
   * connected.
   */
  public OptionalLong heartbeatIntervalMs() {
    return connection
        .map(c -> OptionalLong.of(c.heartbeatIntervalMs()))
        .orElse(OptionalLong.empty());
  }

  /**
   * Serves until {@link #close}, {@link #drain}, or {@code reconnect_attempts} tries in a row have
   * failed.
   *
   * @throws ConnectFailedException when it gave up
   */
  public void run() throws ConnectFailedException, InterruptedException {
    executors.warmUp();
    runner.run();
  }

  /**
   * Takes no new tasks, finishes those it has, then closes.
   *
   * @return whether everything was finished within the timeout
   */
  public boolean drain(long timeoutMs) throws InterruptedException {
    var current = connection;
    var finished =
        current.isEmpty()
            || (current.get().send(new PeerDrain(name)) && current.get().awaitDrained(timeoutMs));
    close();
    return finished;
  }

  /** Disappears without a word, as a crash would: for drills. */
  public void crash() {
    runner.stop();
    connection.ifPresent(PeerConnection::cut);
    connector.close();
  }

  @Override
  public void close() {
    runner.stop();
    connection.ifPresent(PeerConnection::close);
    connector.close();
  }

  /** The connection that stands, if one does. */
  Optional<PeerConnection> connection() {
    return connection.filter(PeerConnection::isOpen);
  }

  void connect(URI url) throws ConnectFailedException, InterruptedException {
    var register =
        new PeerRegister(
            name,
            capabilities,
            config.taskTypes(),
            config.resources().maxConcurrentTasks(),
            executors.features());
    var opened = PeerConnection.open(connector, url, register, work);
    name = Optional.of(opened.peerId());
    connection = Optional.of(opened);
    recent.takeWanted().forEach(opened::send);
  }
}
