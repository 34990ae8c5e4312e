package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.imaging.Region;
import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.CoordinatorLink;
import dev.p2c2g.transport.LinkListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A peer whose work costs time and no computing: it waits as long as a machine of its pace would
 * compute, then sends a picture that was made before. So one machine can play many.
 */
final class TimedPeer implements LinkListener, AutoCloseable {
  private final String name;
  private final int lanes;
  private final List<String> features;
  private final Upscaled pictures;
  private final Pace pace;
  private final ExecutorService threads;
  private final Map<String, CountDownLatch> cancelled = new ConcurrentHashMap<>();
  private final CompletableFuture<CoordinatorLink> link = new CompletableFuture<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final CompletableFuture<Void> registered = new CompletableFuture<>();

  /**
   * @param features what it can beside whole frames
   */
  TimedPeer(String name, int lanes, List<String> features, Upscaled pictures, Pace pace) {
    this.name = name;
    this.lanes = lanes;
    this.features = List.copyOf(features);
    this.pictures = pictures;
    this.pace = pace;
    threads = Executors.newFixedThreadPool(lanes, Thread.ofPlatform().daemon().factory());
  }

  /** Registers over a link that listens to this peer, and waits for that. */
  void register(CoordinatorLink opened) {
    link.complete(opened);
    send(
        new PeerRegister(
            Optional.of(name),
            new Capabilities(lanes, 4, false, OptionalDouble.empty()),
            List.of(FrameUpscaleParams.TASK_TYPE),
            lanes,
            features));
    registered.join();
  }

  /** Tasks it was given so far. */
  int begun() {
    return begun.get();
  }

  void heartbeat() {
    send(new Heartbeat(Optional.of(name), System.currentTimeMillis(), 0));
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case PeerRegistered _ -> registered.complete(null);
      case TaskAssign task -> {
        begun.incrementAndGet();
        var cancel = new CountDownLatch(1);
        cancelled.put(task.taskId(), cancel);
        threads.execute(() -> work(task, cancel));
      }
      case TaskCancel cancel ->
          Optional.ofNullable(cancelled.remove(cancel.taskId()))
              .ifPresent(CountDownLatch::countDown);
      default -> throw new IllegalStateException("unexpected " + message);
    }
  }

  @Override
  public void closed(int code, String reason) {
    registered.completeExceptionally(new IllegalStateException(code + " " + reason));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void work(TaskAssign task, CountDownLatch cancel) {
    try {
      var part = part(task);
      var nanos = pace.nanos(part);
      if (!cancel.await(nanos, TimeUnit.NANOSECONDS)) {
        cancelled.remove(task.taskId());
        send(result(task, new TaskResult.Success(pictures.part(part), nanos / 1e6, "timed")));
      }
    } catch (ProtocolException e) {
      send(result(task, new TaskResult.Failure(e.text(), Optional.empty())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Region part(TaskAssign task) throws ProtocolException {
    return FrameUpscaleParams.read(task.params(), Integer.MAX_VALUE)
        .region()
        .map(r -> new Region(r.x(), r.y(), r.width(), r.height()))
        .orElseGet(pictures::whole);
  }

  private TaskResult result(TaskAssign task, TaskResult.Outcome outcome) {
    return new TaskResult(
        task.taskId(),
        outcome,
        Optional.of(name),
        Optional.empty(),
        OptionalInt.of(task.attempt()));
  }

  private void send(Message message) {
    var _ = link.join().send(message);
  }
}
