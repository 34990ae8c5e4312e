package dev.p2c2g.peer;

import dev.p2c2g.config.Settings;
import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorUrl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

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
  private final Connector connector;
  private final PeerRunner runner;
  private final AtomicBoolean ran = new AtomicBoolean();
  private volatile Optional<PeerConnection> connection = Optional.empty();
  private volatile Optional<String> name;
  private volatile List<TaskResult> sendAgain = List.of();
  private volatile boolean connecting;

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
    // last, as it owns a thread that nobody could end if anything above failed
    connector = new Connector();
  }

  /** The name in the crowd; empty until a coordinator has given one. */
  public Optional<String> peerId() {
    return name;
  }

  public Capabilities capabilities() {
    return capabilities;
  }

  /**
   * Connects and registers, once. A connection that stands already is given up for the new one.
   *
   * @param coordinatorUrl {@code ws://host:port}
   * @return false when that failed; the reason is logged
   * @throws IllegalArgumentException when that is no such URL
   */
  public boolean connectToCoordinator(String coordinatorUrl) {
    var url = Settings.require("coordinatorUrl", coordinatorUrl, CoordinatorUrl::parse);
    try {
      connect(url);
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
    return execute(task, work.cancelToken(task.taskId()));
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
    var fitting = connection.map(c -> c.fitting(result)).orElse(result);
    // kept before it is sent: whoever reconnects meanwhile sees it
    recent.add(fitting, deadlineNanos);
    return connection.map(c -> c.send(fitting)).orElse(false);
  }

  /**
   * Tells the coordinator that this peer lives, and how busy it is; and finds out whether the
   * coordinator does.
   */
  public void heartbeat() {
    var load = Math.min(1, (double) work.size() / config.resources().maxConcurrentTasks());
    connection()
        .ifPresent(c -> {
          c.send(new Heartbeat(name, System.currentTimeMillis(), load));
          c.probe();
        });
  }

  /**
   * How often the coordinator wants a {@link #heartbeat}, in milliseconds; empty while not
   * connected.
   */
  public OptionalLong heartbeatIntervalMs() {
    return connection()
        .map(c -> OptionalLong.of(c.heartbeatIntervalMs()))
        .orElse(OptionalLong.empty());
  }

  /**
   * Serves until {@link #close} or {@link #drain}. A connection that ends is made again, after a
   * wait that doubles from try to try; when {@code reconnect_attempts} tries in a row have failed,
   * or another peer has taken this one's name, it is over.
   *
   * @throws ConnectFailedException when it gave up; the message says why
   * @throws IllegalStateException when called a second time
   */
  public void run() throws ConnectFailedException, InterruptedException {
    if (ran.getAndSet(true)) {
      throw new IllegalStateException("this peer ran already; make a new PeerNode");
    }
    executors.warmUp();
    runner.run();
  }

  /**
   * Takes no new tasks, finishes those it has, then closes.
   *
   * @return whether everything was finished within the timeout
   */
  public boolean drain(long timeoutMs) throws InterruptedException {
    awaitConnecting(timeoutMs);
    var current = connection();
    var finished =
        current.isEmpty()
            ? work.size() == 0
            : current.get().send(new PeerDrain(name)) && current.get().awaitDrained(timeoutMs);
    close();
    return finished;
  }

  /** Disappears without a word, as a crash would: for drills. */
  public void crash() {
    runner.stop();
    connection.ifPresent(PeerConnection::cut);
    work.cancelAll();
    connector.close();
  }

  /** Ends the connection and cancels what is being done; {@link #run} returns soon after. */
  @Override
  public void close() {
    runner.stop();
    connection.ifPresent(PeerConnection::close);
    work.cancelAll();
    connector.close();
  }

  /** Does a task and answers it, unless it was cancelled: then nobody waits for an answer. */
  void serve(TaskAssign task) {
    var deadlineNanos =
        task.deadlineMs().stream()
            .map(ms -> System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms))
            .findFirst();
    var token = work.cancelToken(task.taskId());
    var result = execute(task, token);
    if (token.getAsBoolean()) {
      work.abandon(task.taskId());
    } else {
      sendResult(result, deadlineNanos);
    }
  }

  synchronized PeerConnection connect(URI url) throws ConnectFailedException, InterruptedException {
    connecting = true;
    try {
      return reconnect(url);
    } finally {
      connecting = false;
    }
  }

  private PeerConnection reconnect(URI url) throws ConnectFailedException, InterruptedException {
    connection().ifPresent(PeerConnection::close);
    connection
        .flatMap(PeerConnection::end)
        .filter(ConnectionEnd::isTooBig)
        .ifPresent(_ -> recent.forgetAll());
    var register =
        new PeerRegister(
            name,
            capabilities,
            config.taskTypes(),
            config.resources().maxConcurrentTasks(),
            executors.features());
    var opened = PeerConnection.open(connector, url, register, work, this::registered);
    sendAgain.forEach(result -> sendAgain(result, opened));
    sendAgain = List.of();
    return opened;
  }

  /**
   * The coordinator may have taken this peer in, and given it a task, before this side knows of
   * either.
   */
  private void awaitConnecting(long timeoutMs) throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (connecting && System.nanoTime() < until) {
      Thread.sleep(1);
    }
  }

  private void registered(PeerConnection opened) {
    name = Optional.of(opened.peerId());
    connection = Optional.of(opened);
    // after the switch, so that no result slips through between; before any new task can be done
    sendAgain = recent.wanted();
  }

  private void sendAgain(TaskResult result, PeerConnection opened) {
    // should the coordinator have assigned the task anew meanwhile, this answers that too
    work.cancel(result.taskId());
    opened.send(result);
  }

  private TaskResult execute(TaskAssign task, BooleanSupplier cancelled) {
    return executors.execute(task, name, config.resources().maxPixels(), cancelled);
  }

  /** The connection that stands, if one does. */
  private Optional<PeerConnection> connection() {
    return connection.filter(PeerConnection::isOpen);
  }
}
