package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.security.Pin;
import dev.p2c2g.store.MemoryTaskStore;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.verification.Finding;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Takes tasks from gamers, hands each to the best peer, brings the results back.
 *
 * <p>Usable two ways, also at once. Embedded: the methods below work from construction on, from any
 * thread. As a server: {@link #start} opens the port for peers and gamers elsewhere.
 *
 * <pre>{@code
 * try (var coordinator = new Coordinator(8765)) {
 *   coordinator.start();
 *   var taskId = coordinator.submitTask(Task.of("frame_upscale", jpeg, params), "me");
 *   var result = coordinator.collectResult(taskId, Duration.ofSeconds(5));
 * }
 * }</pre>
 */
public final class Coordinator implements AutoCloseable {
  /** Heartbeats that may be missed before a peer counts as dead. */
  private static final int HEARTBEATS_MISSED = 3;

  /** Time for the last results to be read where draining has used up its own. */
  private static final long LEAST_GOODBYE_MS = 300;

  private final CoordinatorConfig config;
  private final TaskIds ids = new TaskIds();
  private final Metrics metrics = new Metrics();
  private final SchedulerLoop loop;
  private final ImageJudge judge;
  private final CheckDesk checks;
  private final ResultShelf shelf;
  private final Map<String, LocalPeer> localPeers = new ConcurrentHashMap<>();
  private final CoordinatorServer server;

  /** Where the store is on other machines. */
  private final Optional<RemoteDesk> remote;

  private volatile boolean closing;
  private boolean closed;

  /**
   * With every default, listening on that port of the loopback address once started; 0 takes any
   * free port.
   */
  public Coordinator(int listenPort) {
    this(CoordinatorConfig.defaults().withListenPort(listenPort));
  }

  public Coordinator(CoordinatorConfig config) {
    this.config = config;
    this.shelf = new ResultShelf(config.limits(), System::nanoTime);
    var doorstep = new Doorstep(config, metrics);
    this.judge = new ImageJudge(config.limits().maxPixels());
    this.checks =
        new CheckDesk(
            judge, this::judged, config.limits().maxPixels(), config.verification().cpuPercent());
    this.remote =
        config.database().type() == DatabaseSettings.Type.MEMORY
            ? Optional.empty()
            : Optional.of(new RemoteDesk(ids.nextCoordinator(), this::onScheduler));
    this.loop =
        new SchedulerLoop(
            new Dispatcher(
                new SchedulerCore(schedulerLimits(config)),
                config,
                metrics,
                System::nanoTime,
                new Verification.Means(checks, ids::nextTask, new SecureRandom()),
                remote.<StoreDesk>map(desk -> desk).orElseGet(() -> localDesk(config))),
            doorstep);
    this.server =
        new CoordinatorServer(
            config,
            doorstep,
            new GatewayParts(
                loop,
                ids,
                config.limits(),
                config.connections(),
                metrics,
                new Allowances(config.limits()),
                config.security().peerAuthority().isPresent()));
  }

  private static StoreDesk localDesk(CoordinatorConfig config) {
    return new LocalDesk(
        new MemoryTaskStore(config.database().room(config.limits()), System::nanoTime));
  }

  /**
   * Opens the database, for which it waits, then the port, and that of the metrics when they are
   * enabled. Tasks without a deadline are refused before, unless they are kept in memory.
   *
   * @throws CoordinatorStartException when a port is taken or an address is not this machine's, and
   *     when the database will not do
   */
  public void start() {
    remote.ifPresent(this::openStore);
    synchronized (this) {
      if (closed) {
        // perhaps while the store was opened
        remote.ifPresent(RemoteDesk::close);
        throw new IllegalStateException("the coordinator is closed; make a new one");
      }
      server.start();
    }
  }

  private void openStore(RemoteDesk desk) {
    var store = StoreOpening.open(config.database(), config.limits(), () -> !closing);
    try {
      desk.open(store, new StoreNews(loop));
    } catch (StoreException e) {
      store.close();
      throw new CoordinatorStartException("database: " + e.getMessage(), e);
    }
  }

  /** The port that peers and gamers connect to; call after {@link #start}. */
  public int port() {
    return server.port();
  }

  /** {@code wss} where connections are encrypted, or {@code ws}: how clients begin the URL. */
  public String scheme() {
    return server.scheme();
  }

  /**
   * The fingerprint that clients pin; empty where connections are not encrypted, and where the
   * certificate is the operator's own.
   */
  public Optional<Pin> pin() {
    return server.pin();
  }

  /** The port that serves {@code /metrics}; empty when monitoring is off. */
  public Optional<Integer> metricsPort() {
    return server.metricsPort();
  }

  /**
   * Registers a peer inside this process: its tasks are fetched with {@link #nextAssignment} and
   * answered with {@link #completeTask}. A peer that connects later under the same id takes its
   * place.
   *
   * @param peerId 1 to 64 of {@code A-Z a-z 0-9 . _ : -}
   * @return false when {@code max_peers} are registered already
   */
  public boolean registerPeer(String peerId, Capabilities capabilities) {
    Names.requireId("peerId", peerId);
    var peer = new LocalPeer(() -> localPeers.remove(peerId));
    var profile =
        new PeerProfile(
            capabilities.cpuCores(),
            TaskRules.KNOWN_TYPES,
            Set.of(FrameUpscaleParams.REGION_FEATURE),
            capabilities.cpuCores(),
            capabilities.gpu());
    return loop.call(d -> {
      d.join(peerId, profile, peer);
      if (peer.isRegistered()) {
        localPeers.put(peerId, peer);
      }
      return peer.isRegistered();
    });
  }

  /**
   * Submits a task.
   *
   * @param requesterId who asks; 1 to 64 of {@code A-Z a-z 0-9 . _ : -}
   * @return the task's id; exactly one outcome follows
   * @throws TaskRefusedException when the task is invalid, or cannot be taken now
   */
  public String submitTask(Task task, String requesterId) throws TaskRefusedException {
    var taskId = ids.nextTask();
    var answered = new CompletableFuture<Optional<TaskRefusedException>>();
    var submission =
        new Submission(
            taskId,
            Names.requireId("requesterId", requesterId),
            taskId,
            task,
            rules(task),
            task.data().size(),
            System.nanoTime(),
            shelf.owner(answered));
    carryOut(d -> {
      shelf.expect(taskId);
      d.submit(submission);
    });
    // a store elsewhere takes its time
    var refusal = answered.join();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return taskId;
  }

  /**
   * The peer that has the task. Tasks are assigned by themselves as soon as a peer is free; this
   * tries once more.
   *
   * @return empty while no peer is free, and once the task is over
   */
  public Optional<String> assignTaskToPeer(String taskId) {
    return loop.call(d -> d.assignNow(taskId));
  }

  /**
   * Waits for a result. It stays collectable for {@code limits.result_ttl_ms}.
   *
   * @return the outcome, good or bad; empty when there is none within the timeout
   * @throws NoSuchElementException when the task was not submitted here, or its result is too old
   */
  public Optional<TaskResult> collectResult(String taskId, Duration timeout)
      throws InterruptedException {
    var result =
        shelf
            .find(taskId)
            .orElseThrow(() ->
                new NoSuchElementException(
                    taskId
                        + ": was not submitted here with submitTask, or its result is older than limits.result_ttl_ms, "
                        + config.limits().resultTtlMs()));
    try {
      return Optional.of(result.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Tells that a peer failed at a task: the task goes to another. Ignored when that peer does not
   * have that task.
   */
  public void handlePeerFailure(String peerId, String taskId) {
    carryOut(d -> d.reportFailure(peerId, taskId));
  }

  public SystemStats getSystemStats() {
    var now = loop.call(Dispatcher::snapshot);
    return new SystemStats(
        now.activePeers(), now.pendingTasks(), now.completedTasks(), now.failedTasks());
  }

  /**
   * The next task of a peer registered with {@link #registerPeer}.
   *
   * @return empty when none comes within the timeout
   */
  public Optional<TaskAssign> nextAssignment(String peerId, Duration timeout)
      throws InterruptedException {
    return localPeer(peerId).next(timeout.toNanos());
  }

  /**
   * A registered peer's answer to {@link #nextAssignment}; ignored when the task is no longer that
   * peer's.
   */
  public void completeTask(String peerId, TaskResult result) {
    var peer = localPeer(peerId);
    carryOut(d -> {
      // an answer may come without the question having been fetched
      peer.cancel(result.taskId());
      d.result(peerId, peer, result);
    });
  }

  /**
   * Stops: turns newcomers away, lets open tasks finish for {@code drain_timeout_ms}, fails those
   * that have not by then, closes every connection. Whoever calls it while it runs waits for it;
   * after that every other method but {@link #collectResult} throws {@link IllegalStateException}.
   */
  @Override
  public void close() {
    closing = true;
    closeOnce();
  }

  private synchronized void closeOnce() {
    if (closed) {
      return;
    }
    closed = true;
    server.stopAccepting();
    carryOut(Dispatcher::stopAccepting);
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.server().drainTimeoutMs());
    awaitIdle(until);
    remote.ifPresent(RemoteDesk::close);
    carryOut(d -> d.abort("the coordinator stops"));
    var leftMs = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    server.close(Math.max(LEAST_GOODBYE_MS, leftMs));
    checks.close();
    loop.close();
    judge.close();
    metrics.close();
  }

  /** On the thread that looks at results. */
  private void judged(Check check, Finding finding) {
    try {
      loop.post(d -> d.verification().judged(check, finding));
    } catch (RejectedExecutionException _) {
      // the coordinator is closed, and nobody wants to know any more
    }
  }

  private void awaitIdle(long untilNanos) {
    try {
      while (System.nanoTime() - untilNanos < 0 && !isIdle()) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      // whoever interrupts a stop wants it faster
      Thread.currentThread().interrupt();
    }
  }

  private boolean isIdle() {
    return loop.call(Dispatcher::isIdle) && remote.map(RemoteDesk::isIdle).orElse(true);
  }

  private void onScheduler(Runnable what) {
    loop.post(_ -> what.run());
  }

  private void carryOut(Consumer<Dispatcher> order) {
    loop.call(d -> {
      order.accept(d);
      return d;
    });
  }

  private LocalPeer localPeer(String peerId) {
    return Optional.ofNullable(localPeers.get(peerId))
        .orElseThrow(() -> new NoSuchElementException(peerId + ": is not a peer of registerPeer"));
  }

  private TaskRules rules(Task task) throws TaskRefusedException {
    try {
      return TaskRules.of(task.taskType(), task.data(), task.params(), config.limits().maxPixels());
    } catch (ProtocolException e) {
      throw TaskRules.refusal(e);
    }
  }

  private static SchedulerLimits schedulerLimits(CoordinatorConfig config) {
    return new SchedulerLimits(
        config.server().maxPeers(),
        config.limits().maxQueuedTasks(),
        SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
        TimeUnit.MILLISECONDS.toNanos(config.server().taskTimeoutMs()),
        TimeUnit.MILLISECONDS.toNanos(config.server().heartbeatIntervalMs() * HEARTBEATS_MISSED),
        TaskRules.KNOWN_TYPES,
        config.scheduling().policy());
  }
}
