package dev.p2c2g.systemtests;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.TaskAssign;
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
import java.util.function.UnaryOperator;

/** A peer that answers every frame at once with something else, and says it is the cubic. */
final class LyingPeer implements LinkListener {
  private final UnaryOperator<byte[]> lie;
  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();
  private final CompletableFuture<String> registered = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final AtomicInteger lies = new AtomicInteger();

  /**
   * @param lie makes a result of the right size from the task's frame
   */
  LyingPeer(UnaryOperator<byte[]> lie) {
    this.lie = lie;
  }

  void connect(Connector connector, String url, Access access)
      throws IOException, InterruptedException {
    var opened = connector.connect(URI.create(url), access, this);
    link.complete(opened);
    var machine = new Capabilities(2, 4, false, OptionalDouble.empty());
    var register =
        new PeerRegister(
            Optional.empty(), machine, List.of(FrameUpscaleParams.TASK_TYPE), 1, List.of());
    opened.send(register).toCompletableFuture().join();
    registered.join();
  }

  int lies() {
    return lies.get();
  }

  /** The code with which its connection ended. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public void received(Message message) {
    if (message instanceof PeerRegistered welcome) {
      registered.complete(welcome.peerId());
    } else if (message instanceof TaskAssign task) {
      lies.incrementAndGet();
      var outcome =
          new TaskResult.Success(Payload.of(lie.apply(task.data().toByteArray())), 9.5, "cubic");
      var _ =
          link.join()
              .send(
                  new TaskResult(
                      task.taskId(), outcome, Optional.of(registered.join()), Optional.empty()));
    }
  }

  @Override
  public void closed(int code, String reason) {
    closed.complete(code);
    registered.completeExceptionally(new IllegalStateException(code + " " + reason));
  }
}
