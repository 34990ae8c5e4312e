package dev.p2c2g.peer;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerDrained;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.Access;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One registered connection of a peer, from its registration to its end. */
final class PeerConnection implements LinkListener {
  private static final Logger LOG = System.getLogger("peer");

  /** What a message may need beside its payload. */
  private static final int HEADER_ROOM = 4_096;

  private static final int SECONDS_TO_REGISTER = 5;
  private static final int SECONDS_TO_SEND = 5;

  /** A coordinator that answers no ping for so long is gone, whatever its socket says. */
  private static final long SILENCE_MS = 10_000;

  private static final int BROKEN = 1006;

  private final OpenWork work;
  private final PauseGate gate;
  private final CompletableFuture<PeerRegistered> registered = new CompletableFuture<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final CompletableFuture<ConnectionEnd> ended = new CompletableFuture<>();
  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();

  private PeerConnection(OpenWork work, PauseGate gate) {
    this.work = work;
    this.gate = gate;
  }

  /**
   * Connects and registers.
   *
   * @param whenRegistered told on the network's thread, before any task can arrive
   * @throws ConnectFailedException when nobody answers, or the coordinator does not take the peer
   *     in
   */
  static PeerConnection open(
      Connector connector,
      URI url,
      Access access,
      PeerRegister register,
      OpenWork work,
      PauseGate gate,
      Consumer<PeerConnection> whenRegistered)
      throws ConnectFailedException, InterruptedException {
    var connection = new PeerConnection(work, gate);
    var published = connection.registered.thenRun(() -> whenRegistered.accept(connection));
    var link = connector.connect(url, access, connection);
    connection.link.complete(link);
    var taken = false;
    try {
      var _ = link.send(register);
      awaitWelcome(published, url);
      LOG.log(Level.INFO, "registered at {0} as {1}", url, connection.peerId());
      taken = true;
      return connection;
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private static void awaitWelcome(CompletableFuture<Void> published, URI url)
      throws ConnectFailedException, InterruptedException {
    try {
      published.get(SECONDS_TO_REGISTER, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new ConnectFailedException(
          "the coordinator at " + url + " did not take this peer in: " + causeOf(e).getMessage(),
          e);
    } catch (TimeoutException e) {
      throw new ConnectFailedException(url + " does not answer as a coordinator would", e);
    }
  }

  String peerId() {
    return registered.join().peerId();
  }

  long heartbeatIntervalMs() {
    return registered.join().heartbeatIntervalMs();
  }

  /**
   * The result, or a failure in its place when the coordinator would end the connection over its
   * size.
   */
  TaskResult fitting(TaskResult result) {
    var most = registered.join().maxMessageBytes().orElse(Long.MAX_VALUE) - HEADER_ROOM;
    var tooLarge =
        result.outcome() instanceof TaskResult.Success success && success.result().size() > most;
    return tooLarge
        ? new TaskResult(
            result.taskId(),
            new TaskResult.Failure(
                "the result is larger than the " + most + " bytes that the coordinator accepts",
                Optional.empty()),
            result.peerId(),
            result.delivery(),
            result.attempt())
        : result;
  }

  /**
   * Gives a message to the network's thread, behind those given before; completes when it has been
   * handed to the network.
   */
  CompletionStage<Void> post(Message message) {
    return link.join().send(message);
  }

  /** Hands a message to the network; false when the connection is gone. */
  boolean send(Message message) {
    return awaitSent(post(message));
  }

  /** Waits for the end of a {@link #post}; false when the connection is gone. */
  static boolean awaitSent(CompletionStage<Void> posted) {
    try {
      posted.toCompletableFuture().get(SECONDS_TO_SEND, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "not sent: {0}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Asks the coordinator for a sign of life, and gives the connection up when the last ones went
   * unanswered: a network that just vanished closes no socket.
   */
  void probe() {
    var open = link.join();
    var silentMs = open.unansweredMs();
    if (silentMs > Math.max(SILENCE_MS, 3 * heartbeatIntervalMs())) {
      over(new ConnectionEnd(BROKEN, "the coordinator was silent for " + silentMs + " ms"));
      open.cut();
    } else {
      open.ping();
    }
  }

  boolean isOpen() {
    return !ended.isDone();
  }

  /** Waits for the end of the connection; empty when it still stands after that time. */
  Optional<ConnectionEnd> awaitEnd(long timeoutMs) throws InterruptedException {
    return await(ended, timeoutMs);
  }

  /**
   * Waits until the coordinator says that no task of this peer is open; false after the timeout, or
   * without it.
   */
  boolean awaitDrained(long timeoutMs) throws InterruptedException {
    return await(drained.thenApply(_ -> true), timeoutMs).isPresent();
  }

  /** How the connection ended; empty while it stands. */
  Optional<ConnectionEnd> end() {
    return isOpen() ? Optional.empty() : Optional.of(ended.join());
  }

  /** Says goodbye, unless the connection is gone already. */
  void close() {
    if (over(new ConnectionEnd(CloseCodes.NORMAL, "closed by this peer"))) {
      link.join().close();
    }
  }

  /** Goes without a goodbye. */
  void cut() {
    // the socket first: whoever waits for the end may close it in the polite way
    link.join().cut();
    over(new ConnectionEnd(BROKEN, "cut by this peer"));
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case PeerRegistered welcome -> registered.complete(welcome);
      // one that crosses with a pause is answered by nobody: the coordinator takes it back
      case TaskAssign task -> {
        var _ = gate.unlessPaused(() -> accept(task));
      }
      case TaskCancel cancel -> work.cancel(cancel.taskId());
      case PeerDrained _ -> drained.complete(null);
      case ErrorMessage error -> refused(error);
      default -> LOG.log(Level.DEBUG, "ignored a {0}", message.getClass().getSimpleName());
    }
  }

  /** A task that cannot be read is answered too, so that another peer gets it at once. */
  @Override
  public void unreadable(ProtocolException why) {
    if (why.code() == ErrorCode.MALFORMED_MESSAGE) {
      var error = "this peer cannot read the task: " + why.text();
      var _ =
          why.taskId()
              .flatMap(
                  id -> gate.unlessPaused(() -> post(failure(id, error, OptionalInt.empty()))));
    }
  }

  @Override
  public void closed(int code, String reason) {
    over(new ConnectionEnd(code, reason));
  }

  /** The connection is over; true for whoever says so first. */
  private boolean over(ConnectionEnd end) {
    work.dropWaiting(this);
    registered.completeExceptionally(new IllegalStateException(end.toString()));
    drained.completeExceptionally(new IllegalStateException(end.toString()));
    return ended.complete(end);
  }

  /** Returns whether there was room. */
  private boolean accept(TaskAssign task) {
    var taken = work.offer(task, this);
    if (!taken) {
      var error = "this peer has more tasks than it offered to take";
      var _ = post(failure(task.taskId(), error, OptionalInt.of(task.attempt())));
    }
    return taken;
  }

  private static TaskResult failure(String taskId, String error, OptionalInt attempt) {
    var failure = new TaskResult.Failure(error, Optional.empty());
    return new TaskResult(taskId, failure, Optional.empty(), Optional.empty(), attempt);
  }

  private void refused(ErrorMessage error) {
    LOG.log(Level.WARNING, "the coordinator says {0}: {1}", error.code(), error.message());
    registered.completeExceptionally(
        new IllegalStateException(error.code() + ": " + error.message()));
  }

  private static <T> Optional<T> await(CompletableFuture<T> future, long timeoutMs)
      throws InterruptedException {
    try {
      return Optional.of(future.get(timeoutMs, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private static Throwable causeOf(ExecutionException e) {
    return Optional.ofNullable(e.getCause()).orElse(e);
  }
}
