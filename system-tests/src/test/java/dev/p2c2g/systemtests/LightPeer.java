package dev.p2c2g.systemtests;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.Access;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A peer without threads of its own, so that a hundred fit into one JVM: it turns the bytes of a
 * task round, and counts. Its tasks are done when {@code mayFinish} is.
 */
final class LightPeer implements LinkListener {
  static final String TASK_TYPE = "reverse";

  private final int lanes;
  private final CompletableFuture<Void> mayFinish;
  private final Runnable onTask;
  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();
  private final CompletableFuture<String> registered = new CompletableFuture<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  /**
   * @param mayFinish results are sent from its completion on
   * @param onTask runs for every task that arrives
   */
  LightPeer(int lanes, CompletableFuture<Void> mayFinish, Runnable onTask) {
    this.lanes = lanes;
    this.mayFinish = mayFinish;
    this.onTask = onTask;
  }

  void connect(Connector connector, int port) throws IOException, InterruptedException {
    var opened = connector.connect(URI.create("ws://127.0.0.1:" + port), Access.none(), this);
    link.complete(opened);
    var machine = new Capabilities(2, 4, false, OptionalDouble.empty());
    var register =
        new PeerRegister(Optional.empty(), machine, List.of(TASK_TYPE), lanes, List.of());
    opened.send(register).toCompletableFuture().join();
    registered.join();
  }

  void heartbeat() {
    var _ = link.join().send(new Heartbeat(Optional.empty(), System.currentTimeMillis(), 0));
  }

  /** Ends the connection, as a crash would. */
  void cut() {
    link.join().close();
  }

  boolean isConnected() {
    return link.join().isOpen();
  }

  int lanes() {
    return lanes;
  }

  /** The most tasks this peer had to do at a time. */
  int mostOpen() {
    return mostOpen.get();
  }

  int done() {
    return done.get();
  }

  String peerId() {
    return registered.join();
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case PeerRegistered welcome -> registered.complete(welcome.peerId());
      case TaskAssign task -> begin(task);
      case TaskCancel _ -> {
        // it may answer all the same
      }
      default -> throw new IllegalStateException("unexpected " + message);
    }
  }

  @Override
  public void closed(int code, String reason) {
    registered.completeExceptionally(new IllegalStateException(code + " " + reason));
  }

  @Override
  public String toString() {
    return peerId() + ": " + lanes + " lanes, at most " + mostOpen + " tasks, " + done + " done";
  }

  static byte[] reversed(byte[] bytes) {
    var turned = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }

  private void begin(TaskAssign task) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    onTask.run();
    var _ = mayFinish.thenRun(() -> finish(task));
  }

  private void finish(TaskAssign task) {
    var outcome =
        new TaskResult.Success(
            Payload.of(reversed(task.data().toByteArray())), 0.1, "turned round");
    done.incrementAndGet();
    open.decrementAndGet(); // before the result, which makes room for the next task
    var _ =
        link.join()
            .send(
                new TaskResult(
                    task.taskId(), outcome, Optional.of(registered.join()), Optional.empty()));
  }
}
