package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A peer without threads of its own, so that a thousand fit here: it sends back what it gets. */
final class EchoPeer implements LinkListener {
  private static final double PROCESSING_MS = 0.01;

  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();
  private final CompletableFuture<Void> registered = new CompletableFuture<>();
  private final Runnable onTrouble;

  /**
   * @param onTrouble called when the connection ends, or anything unexpected comes
   */
  EchoPeer(Runnable onTrouble) {
    this.onTrouble = onTrouble;
  }

  /** Registers over a link that listens to this peer, and waits for that. */
  void register(CoordinatorLink opened) {
    link.complete(opened);
    var machine = new Capabilities(1, 1, false, OptionalDouble.empty());
    send(new PeerRegister(Optional.empty(), machine, List.of("echo"), 1, List.of()));
    registered.join();
  }

  void heartbeat() {
    send(new Heartbeat(Optional.empty(), System.currentTimeMillis(), 0));
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case PeerRegistered _ -> registered.complete(null);
      case TaskAssign task ->
          send(
              new TaskResult(
                  task.taskId(),
                  new TaskResult.Success(task.data(), PROCESSING_MS, "echo"),
                  Optional.empty(),
                  Optional.empty(),
                  OptionalInt.of(task.attempt())));
      case TaskCancel _ -> {
        // a second try elsewhere was sooner
      }
      default -> onTrouble.run();
    }
  }

  @Override
  public void closed(int code, String reason) {
    registered.completeExceptionally(new IllegalStateException(code + " " + reason));
    onTrouble.run();
  }

  private void send(Message message) {
    var _ = link.join().send(message);
  }
}
