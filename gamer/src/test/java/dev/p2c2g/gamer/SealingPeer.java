package dev.p2c2g.gamer;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.security.OpenedTask;
import dev.p2c2g.security.SealException;
import dev.p2c2g.transport.Connector;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** A peer on a real connection that has a circle's key, and may change what it sends. */
final class SealingPeer implements LinkListener, AutoCloseable {
  private static final long MAX_PIXELS = 1 << 22;

  private static final long BEAT_MS = 500;

  private final CircleKey key;
  private final Function<Supplier<Payload>, Payload> sends;
  private final Connector connector = new Connector();
  private final ScheduledExecutorService lane = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> registered = new CompletableFuture<>();
  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();

  private SealingPeer(CircleKey key, Function<Supplier<Payload>, Payload> sends) {
    this.key = key;
    this.sends = sends;
  }

  /**
   * Returns once it is registered.
   *
   * @param sends what goes out, perhaps the sealed result
   */
  static SealingPeer open(String url, CircleKey key, Function<Supplier<Payload>, Payload> sends)
      throws Exception {
    SealingPeer peer = new SealingPeer(key, sends);
    URI coordinator = URI.create(url);
    Access access =
        LocalAccess.complete(
            Access.none(), coordinator, Role.PEER, LocalAccess.folder(System.getenv()));
    peer.link.complete(peer.connector.connect(coordinator, access, peer));
    var _ =
        peer.link
            .join()
            .send(
                new PeerRegister(
                    Optional.of("peer_sealing"),
                    new Capabilities(2, 4, false, OptionalDouble.empty()),
                    List.of(FrameUpscaleParams.TASK_TYPE),
                    16,
                    List.of(Seal.FEATURE + key.circle().id())));
    peer.registered.get(10, TimeUnit.SECONDS);
    var _ = peer.lane.scheduleAtFixedRate(peer::beat, 0, BEAT_MS, TimeUnit.MILLISECONDS);
    return peer;
  }

  private void beat() {
    var _ = link.join().send(new Heartbeat(Optional.empty(), System.currentTimeMillis(), 0));
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case PeerRegistered _ -> registered.complete(null);
      case TaskAssign task -> lane.execute(() -> link.join().send(answer(task)));
      default -> {}
    }
  }

  private TaskResult answer(TaskAssign task) {
    return new TaskResult(
        task.taskId(), outcome(task), Optional.of("peer_sealing"), Optional.empty());
  }

  private TaskResult.Outcome outcome(TaskAssign task) {
    try {
      var binding = FrameUpscaleParams.read(task.params(), MAX_PIXELS).sealBinding();
      var opened = key.open(((Payload.Inline) task.data()).view(), binding);
      var result = sends.apply(() -> new Payload.Inline(opened.seal(upscaled(task, opened))));
      return new TaskResult.Success(result, 2.5, "sealing");
    } catch (ProtocolException | SealException e) {
      return new TaskResult.Failure(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static ByteBuffer upscaled(TaskAssign task, OpenedTask opened) {
    var open =
        new TaskAssign(
            task.taskId(),
            task.taskType(),
            new Payload.Inline(opened.plain()),
            task.params(),
            task.attempt(),
            task.deadlineMs());
    var success = (TaskResult.Success) Crowd.upscale(open);
    return ((Payload.Inline) success.result()).view();
  }

  @Override
  public void closed(int code, String reason) {
    registered.completeExceptionally(new IllegalStateException(code + " " + reason));
  }

  @Override
  public void close() {
    link.join().close();
    connector.close();
    lane.shutdownNow();
  }
}
