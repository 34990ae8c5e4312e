package dev.p2c2g.peer;

import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The executors of one peer, by task type. */
final class TaskExecutors {
  private static final Logger LOG = System.getLogger("peer");

  private final Map<String, TaskExecutor> byType = new TreeMap<>();

  /** Set before the first task, by the thread that makes the lanes. */
  private Seals seals = new Seals(List.of());

  /**
   * Finds the executors for these types on the class path.
   *
   * @throws IllegalArgumentException when a type has none
   */
  TaskExecutors(List<String> taskTypes) {
    var found = new TreeMap<String, TaskExecutor>();
    ServiceLoader.load(TaskExecutor.class)
        .forEach(executor -> found.put(executor.taskType(), executor));
    for (var type : taskTypes) {
      byType.put(
          type,
          Optional.ofNullable(found.get(type))
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "peer.task_types: '"
                          + type
                          + "' has no executor on the class path; there are "
                          + found.keySet())));
    }
  }

  /** Hands out the configuration, before anything else; others' executors have none here. */
  void configure(PeerConfig config) {
    seals = new Seals(config.sealKeys());
    for (var executor : byType.values()) {
      if (executor instanceof FrameUpscaleExecutor frames) {
        frames.configure(config);
      }
    }
  }

  List<String> features() {
    var features = new TreeSet<>(seals.features());
    byType.values().forEach(executor -> features.addAll(executor.features()));
    return List.copyOf(features);
  }

  void warmUp() {
    byType.values().forEach(TaskExecutor::warmUp);
    seals.warmUp();
  }

  /** Does a task; whatever goes wrong becomes a failed result, never an exception. */
  TaskResult execute(
      TaskAssign task,
      Optional<String> peerId,
      PeerConfig.Resources resources,
      BooleanSupplier cancelled) {
    return new TaskResult(
        task.taskId(),
        outcome(task, resources, cancelled),
        peerId,
        Optional.empty(),
        OptionalInt.of(task.attempt()));
  }

  private TaskResult.Outcome outcome(
      TaskAssign task, PeerConfig.Resources resources, BooleanSupplier cancelled) {
    var executor = Optional.ofNullable(byType.get(task.taskType()));
    if (executor.isEmpty()) {
      return failure("this peer does not do " + task.taskType() + ", only " + byType.keySet());
    }
    return switch (task.data()) {
      case Payload.Inline inline ->
          timed(executor.get(), input(inline, task, resources, cancelled));
      case Payload.Remote remote ->
          failure(
              "this peer cannot fetch " + remote.url() + ": object stores are not in this build");
    };
  }

  private static TaskInput input(
      Payload.Inline data,
      TaskAssign task,
      PeerConfig.Resources resources,
      BooleanSupplier cancelled) {
    var msLeft =
        task.deadlineMs().isPresent()
            ? OptionalDouble.of((double) task.deadlineMs().getAsLong())
            : OptionalDouble.empty();
    return new TaskInput(
        data.view(),
        task.params(),
        resources.maxPixels(),
        msLeft,
        resources.maxConcurrentTasks(),
        cancelled);
  }

  private TaskResult.Outcome timed(TaskExecutor executor, TaskInput input) {
    var startNanos = System.nanoTime();
    try {
      var output = seals.execute(executor, input);
      var processingTimeMs = (System.nanoTime() - startNanos) / 1e6;
      return new TaskResult.Success(
          new Payload.Inline(output.result()), processingTimeMs, output.algorithmUsed());
    } catch (TaskFailedException e) {
      return failure(String.valueOf(e.getMessage()));
    } catch (CancellationException e) {
      return failure("cancelled");
    } catch (RuntimeException | Error e) {
      // an executor may be anyone's code, and its input a stranger's: neither may end the lane
      LOG.log(Level.ERROR, "an executor of " + executor.taskType() + " broke", e);
      return failure("the executor broke: " + e.getClass().getSimpleName());
    }
  }

  private static TaskResult.Failure failure(String error) {
    return new TaskResult.Failure(error, Optional.empty());
  }
}
