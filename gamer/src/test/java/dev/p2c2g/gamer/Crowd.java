package dev.p2c2g.gamer;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.UpscaledFrame;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A real coordinator on a real port, with peers inside this process. */
final class Crowd implements AutoCloseable {
  private static final long MAX_PIXELS = 1 << 22;
  private static final Capabilities TWO_LANES =
      new Capabilities(2, 4, false, OptionalDouble.empty());

  private final Coordinator coordinator;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<Boolean>> peers = new ArrayList<>();
  private volatile boolean stopped;

  private Crowd(int port) {
    coordinator =
        new Coordinator(CoordinatorConfig.defaults().withListenPort(port).withoutMonitoring());
  }

  static Crowd open() {
    return openOn(0);
  }

  static Crowd openOn(int port) {
    Crowd crowd = new Crowd(port);
    crowd.coordinator.start();
    return crowd;
  }

  int port() {
    return coordinator.port();
  }

  String url() {
    return "ws://127.0.0.1:" + port();
  }

  /** Registers a peer that has tasks and never answers. */
  Crowd withSilentPeer(String peerId) {
    if (!coordinator.registerPeer(peerId, TWO_LANES)) {
      throw new IllegalStateException(peerId + " was turned away");
    }
    return this;
  }

  Crowd withPeer(String peerId, Function<TaskAssign, Outcome> work) {
    withSilentPeer(peerId);
    peers.add(threads.submit(() -> serve(peerId, work)));
    return this;
  }

  Crowd withUpscalingPeer(String peerId) {
    return withPeer(peerId, Crowd::upscale);
  }

  private boolean serve(String peerId, Function<TaskAssign, Outcome> work)
      throws InterruptedException {
    while (!stopped) {
      Optional<TaskAssign> task = coordinator.nextAssignment(peerId, Duration.ofMillis(20));
      task.ifPresent(t ->
          coordinator.completeTask(
              peerId,
              new TaskResult(t.taskId(), work.apply(t), Optional.of(peerId), Optional.empty())));
    }
    return true;
  }

  /** What a real peer does. */
  static Outcome upscale(TaskAssign task) {
    try {
      FrameUpscaleParams params = FrameUpscaleParams.read(task.params(), MAX_PIXELS);
      UpscaleJob job =
          new UpscaleJob(
              params.outputWidth(),
              params.outputHeight(),
              Optional.empty(),
              Upscalers.learned(),
              ImageFormat.JPEG,
              params.outputQuality(),
              MAX_PIXELS,
              () -> false);
      UpscaledFrame frame = new FramePipeline().upscale(task.data().toByteArray(), job);
      return new TaskResult.Success(Payload.of(frame.bytes()), 2.5, frame.algorithm());
    } catch (ProtocolException e) {
      return new TaskResult.Failure(e.text(), Optional.empty());
    }
  }

  static Outcome echo(TaskAssign task) {
    return new TaskResult.Success(task.data(), 0, "echo");
  }

  @Override
  public void close() {
    coordinator.close();
    stopped = true;
    threads.close();
    peers.forEach(Future::resultNow); // fails the test when a peer did
  }
}
