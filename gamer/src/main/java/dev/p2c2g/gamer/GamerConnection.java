package dev.p2c2g.gamer;

import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskFetch;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.security.Access;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorLink;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection of a gamer, from its first answer to its end. Any thread. */
final class GamerConnection {
  static final long ANSWER_TIMEOUT_MS = 5_000;

  /** A coordinator fails a task at its deadline by itself; this is how long that may be late. */
  private static final long GRACE_MS = 2_000;

  /** For tasks without a deadline, which may wait for a peer to come. */
  private static final long PATIENCE_MS = 300_000;

  private final CoordinatorLink link;
  private final Replies replies;

  private GamerConnection(CoordinatorLink link, Replies replies) {
    this.link = link;
    this.replies = replies;
  }

  /**
   * Connects and waits for a first answer, so that a server which is no coordinator is found out
   * here, and the first frame meets warm code.
   */
  static GamerConnection open(Connector connector, URI url, Access access)
      throws ConnectFailedException, InterruptedException {
    Replies replies = new Replies();
    GamerConnection connection =
        new GamerConnection(connector.connect(url, access, replies), replies);
    // not before there is a connection, with which it ends
    replies.watch();
    try {
      var _ = connection.stats().get(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      return connection;
    } catch (ExecutionException | TimeoutException e) {
      connection.close();
      throw new ConnectFailedException(
          "%s took the connection and does not answer as a coordinator would".formatted(url), e);
    } catch (InterruptedException e) {
      connection.close();
      throw e;
    }
  }

  TaskHandle submit(TaskSubmit task, ResultReader reader) {
    long timeoutMs =
        task.deadlineMs().isPresent() ? task.deadlineMs().getAsLong() + GRACE_MS : PATIENCE_MS;
    TaskHandle handle = replies.expect(task.requestId(), timeoutMs, this::cancel, reader);
    if (!handle.result().isDone()) {
      var _ = link.send(task).exceptionally(e -> notSent(handle, e));
    }
    return handle;
  }

  TaskHandle fetch(TaskFetch fetch, ResultReader reader) {
    TaskHandle handle = replies.expect(fetch.requestId(), PATIENCE_MS, this::cancel, reader);
    if (!handle.result().isDone()) {
      var _ = link.send(fetch).exceptionally(e -> notSent(handle, e));
    }
    return handle;
  }

  CompletableFuture<Stats> stats() {
    CompletableFuture<Stats> answer = replies.expectStats();
    if (!answer.isDone()) {
      var _ = link.send(new StatsRequest());
    }
    return answer;
  }

  boolean isOpen() {
    return !lost().isDone() && link.isOpen();
  }

  /** Completed with the reason when the connection has ended. */
  CompletableFuture<String> lost() {
    return replies.lost();
  }

  /** Everything open fails now; the coordinator cancels what it still works on. */
  void close() {
    link.close();
    replies.closed(1000, "closed by this client");
  }

  private void cancel(String taskId) {
    var _ = link.send(new TaskCancel(taskId));
  }

  private static Void notSent(TaskHandle handle, Throwable why) {
    handle.fail(new ConnectionLostException("the task was not sent: " + why.getMessage()));
    return null;
  }
}
