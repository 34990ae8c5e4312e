package dev.p2c2g.peer;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerDrained;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One registered connection of a peer, from its registration to its end. */
final class PeerConnection implements LinkListener {
  private static final Logger LOG = System.getLogger("peer");
  private static final int SECONDS_TO_REGISTER = 5;

  private final OpenWork work;
  private final CompletableFuture<PeerRegistered> registered = new CompletableFuture<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();

  private PeerConnection(OpenWork work) {
    this.work = work;
  }

  /**
   * Connects and registers.
   *
   * @throws ConnectFailedException when nobody answers, or the coordinator does not take the peer
   *     in
   */
  static PeerConnection open(Connector connector, URI url, PeerRegister register, OpenWork work)
      throws ConnectFailedException, InterruptedException {
    var connection = new PeerConnection(work);
    var link = connector.connect(url, connection);
    connection.link.complete(link);
    var _ = link.send(register);
    try {
      var welcome = connection.registered.get(SECONDS_TO_REGISTER, TimeUnit.SECONDS);
      LOG.log(Level.INFO, "registered at {0} as {1}", url, welcome.peerId());
      return connection;
    } catch (ExecutionException e) {
      link.close();
      throw new ConnectFailedException(
          "the coordinator at "
              + url
              + " did not take this peer in: "
              + String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    } catch (TimeoutException e) {
      link.close();
      throw new ConnectFailedException(url + " does not answer as a coordinator would", e);
    }
  }

  String peerId() {
    return registered.join().peerId();
  }

  long heartbeatIntervalMs() {
    return registered.join().heartbeatIntervalMs();
  }

  /** Hands a message to the network; false when the connection is gone. */
  boolean send(Message message) {
    var open = link.join();
    if (!open.isOpen()) {
      return false;
    }
    try {
      open.send(message).toCompletableFuture().get(SECONDS_TO_REGISTER, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "not sent: {0}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isOpen() {
    return !ended.isDone();
  }

  /**
   * Waits for the end of the connection; the reason, or empty when it still stands after that time.
   */
  Optional<String> awaitEnd(long timeoutMs) throws InterruptedException {
    return await(ended, timeoutMs);
  }

  /**
   * Waits until the coordinator says that no task of this peer is open; false after the timeout, or
   * without it.
   */
  boolean awaitDrained(long timeoutMs) throws InterruptedException {
    return await(drained.thenApply(_ -> "drained"), timeoutMs).isPresent();
  }

  void close() {
    link.join().close();
  }

  void cut() {
    link.join().cut();
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case PeerRegistered welcome -> registered.complete(welcome);
      case TaskAssign task -> accept(task);
      case TaskCancel cancel -> work.cancel(cancel.taskId());
      case PeerDrained _ -> drained.complete(null);
      case ErrorMessage error -> refused(error);
      default -> LOG.log(Level.DEBUG, "ignored a {0}", message.getClass().getSimpleName());
    }
  }

  @Override
  public void closed(int code, String reason) {
    var why = "the connection ended (" + code + (reason.isEmpty() ? ")" : ": " + reason + ")");
    registered.completeExceptionally(new IllegalStateException(why));
    ended.complete(why);
    drained.completeExceptionally(new IllegalStateException(why));
    work.dropWaiting();
  }

  private void accept(TaskAssign task) {
    if (!work.offer(task)) {
      var failure =
          new TaskResult.Failure(
              "this peer has more tasks than it offered to take", Optional.empty());
      var _ =
          link.join()
              .send(new TaskResult(task.taskId(), failure, Optional.empty(), Optional.empty()));
    }
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
}
