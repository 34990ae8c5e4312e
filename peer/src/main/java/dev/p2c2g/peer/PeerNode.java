package dev.p2c2g.peer;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.ConnectFailedException;
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

  /** The owner's own word, among what pauses a peer. */
  private static final String COMMAND = "command";

  private static final IntRange REASON_LENGTH = IntRange.of(1, 100);

  private final PeerConfig config;
  private final Capabilities capabilities;
  private final TaskExecutors executors;
  private final OpenWork work;
  private final Enrolment enrolment;
  private final PeerRunner runner;
  private final AtomicBoolean ran = new AtomicBoolean();

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
   * @throws dev.p2c2g.config.ConfigException when a configured model cannot be used
   */
  public PeerNode(PeerConfig config) {
    this(config, Machine.detect(Path.of("/"), config.resources().useGpu()));
  }

  private PeerNode(PeerConfig config, Capabilities capabilities) {
    this.config = config;
    this.capabilities = capabilities;
    executors = new TaskExecutors(config.taskTypes());
    executors.configure(config);
    work = new OpenWork(config.resources().maxConcurrentTasks());
    runner = new PeerRunner(this, config);
    // last, as it owns a thread that nobody could end if anything above failed
    enrolment = new Enrolment(config, capabilities, executors.features(), work);
  }

  /** The name in the crowd; empty until a coordinator has given one. */
  public Optional<String> peerId() {
    return enrolment.name();
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
   * wanted then. That of a cancelled task is not sent, nor any while the peer is paused.
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
    return enrolment.results().send(result, deadlineNanos, work.cancelToken(result.taskId()));
  }

  /**
   * Tells the coordinator that this peer lives, and how busy it is; and finds out whether the
   * coordinator does.
   */
  public void heartbeat() {
    var share = (double) work.size() / config.resources().maxConcurrentTasks();
    var load = enrolment.gate().isPaused() ? 1 : Math.min(1, share);
    connection()
        .ifPresent(c -> {
          c.send(new Heartbeat(peerId(), System.currentTimeMillis(), load));
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
    try (var _ = OwnerWatch.start(this, config.yielding())) {
      runner.run();
    }
  }

  /**
   * Takes no new tasks, finishes those it has, then closes.
   *
   * @return whether everything was finished within the timeout
   */
  public boolean drain(long timeoutMs) throws InterruptedException {
    var finished = enrolment.gate().isPaused() ? awaitIdle(timeoutMs) : finish(timeoutMs);
    close();
    return finished;
  }

  /**
   * The owner wants the machine: tells the coordinator, cancels what is being done and takes
   * nothing new until {@link #resume}, also over a new connection. Paused already, it only changes
   * the reason. Does not wait for the lanes, see {@link #awaitIdle}.
   *
   * @param reason for people to read, 1 to 100 characters
   * @return how many tasks were handed back
   */
  public int pause(String reason) {
    return pauseFor(COMMAND, reason);
  }

  /** Takes back {@link #pause}. What else pauses this peer (section {@code yield}) still does. */
  public void resume() {
    resumeFor(COMMAND);
  }

  /** Why this peer is paused; empty when it works. */
  public List<String> pauseReasons() {
    return enrolment.gate().reasons();
  }

  /** Tasks that wait or are being done here. */
  public int openTasks() {
    return work.size();
  }

  /**
   * Waits until no task waits or is being done here.
   *
   * @return false when that took longer than the timeout
   */
  public boolean awaitIdle(long timeoutMs) throws InterruptedException {
    return work.awaitNone(timeoutMs);
  }

  int pauseFor(String source, String reason) {
    REASON_LENGTH.require("reason's length", reason.length());
    return enrolment.pause(source, reason);
  }

  void resumeFor(String source) {
    enrolment.resume(source);
  }

  /** Disappears without a word, as a crash would: for drills. */
  public void crash() {
    runner.stop();
    enrolment.latest().ifPresent(PeerConnection::cut);
    work.cancelAll();
    enrolment.close();
  }

  /** Ends the connection and cancels what is being done; {@link #run} returns soon after. */
  @Override
  public void close() {
    runner.stop();
    enrolment.latest().ifPresent(PeerConnection::close);
    work.cancelAll();
    enrolment.close();
  }

  /** Does a task and answers it, unless it was cancelled: then nobody waits for an answer. */
  void serve(TaskAssign task) {
    var deadlineNanos =
        task.deadlineMs().stream()
            .map(ms -> System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms))
            .findFirst();
    var token = work.cancelToken(task.taskId());
    enrolment.results().send(execute(task, token), deadlineNanos, token);
  }

  PeerConnection connect(URI url) throws ConnectFailedException, InterruptedException {
    return enrolment.connect(url);
  }

  private boolean finish(long timeoutMs) throws InterruptedException {
    enrolment.awaitConnecting(timeoutMs);
    var current = connection();
    return current.isEmpty()
        ? work.size() == 0
        : current.get().send(new PeerDrain(peerId())) && current.get().awaitDrained(timeoutMs);
  }

  private TaskResult execute(TaskAssign task, BooleanSupplier cancelled) {
    return executors.execute(task, peerId(), config.resources(), cancelled);
  }

  private Optional<PeerConnection> connection() {
    return enrolment.connection();
  }
}
