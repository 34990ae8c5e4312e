package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.protocol.TaskAccepted;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskSubmit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection that asks for work. Its open tasks are cancelled when it goes: nobody is left to
 * take the results.
 */
final class GamerRole implements RoleHandler {
  private final GatewayParts parts;
  private final Outbox outbox;
  private final String gamerId;
  private final TaskRate rate;

  /** The tasks that are open; the event loop adds, the scheduler thread removes. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  GamerRole(GatewayParts parts, Outbox outbox, long nowNanos) {
    this.parts = parts;
    this.outbox = outbox;
    this.gamerId = parts.ids().nextGamer();
    this.rate = new TaskRate(parts.limits().maxTasksPerSecondPerGamer(), nowNanos);
  }

  @Override
  public Role role() {
    return Role.GAMER;
  }

  @Override
  public void received(Message message, long arrivedNanos) throws ProtocolException {
    switch (message) {
      case TaskSubmit submit -> submit(submit, arrivedNanos);
      // a stranger's task is treated like one that is over: nothing is said of it
      case TaskCancel cancel when open.contains(cancel.taskId()) ->
          parts.loop().post(d -> d.cancel(cancel.taskId()));
      case TaskCancel _ -> {}
      case StatsRequest _ -> parts.loop().post(d -> outbox.send(stats(d)));
      default ->
          throw RoleHandler.forbidden(
              "a gamer may send task_submit, task_cancel and stats_request");
    }
  }

  @Override
  public void closed(String reason) {
    open.forEach(taskId -> parts.loop().post(d -> d.cancel(taskId)));
  }

  private void submit(TaskSubmit submit, long arrivedNanos) {
    try {
      var refusal = overLimit(arrivedNanos);
      if (refusal.isPresent()) {
        refuse(submit, refusal.get());
        return;
      }
      var rules =
          TaskRules.of(
              submit.taskType(), submit.data(), submit.params(), parts.limits().maxPixels());
      accept(submit, rules, arrivedNanos);
    } catch (ProtocolException e) {
      refuse(submit, new Refusal(e.code(), e.text(), OptionalLong.empty()));
    }
  }

  private void accept(TaskSubmit submit, TaskRules rules, long arrivedNanos) {
    var taskId = parts.ids().nextTask();
    var task =
        new Task(
            submit.taskType(),
            submit.data(),
            submit.params(),
            submit.priority(),
            submit.deadlineMs());
    open.add(taskId);
    var submission =
        new Submission(
            taskId,
            gamerId,
            submit.requestId(),
            task,
            rules,
            submit.data().size(),
            arrivedNanos,
            new Owner(submit.requestId()));
    parts.loop().post(d -> d.submit(submission));
  }

  private Optional<Refusal> overLimit(long nowNanos) {
    var most = parts.limits().maxInFlightPerGamer();
    if (open.size() >= most) {
      return Optional.of(
          rateLimited(open.size() + " of your tasks are open; at most " + most + " may be", 50));
    }
    var waitMs = rate.take(nowNanos);
    return waitMs == 0
        ? Optional.empty()
        : Optional.of(
            rateLimited(
                "more than " + parts.limits().maxTasksPerSecondPerGamer() + " tasks a second",
                waitMs));
  }

  private static Refusal rateLimited(String message, long retryAfterMs) {
    return new Refusal(ErrorCode.RATE_LIMITED, message, OptionalLong.of(retryAfterMs));
  }

  private void refuse(TaskSubmit submit, Refusal why) {
    parts.metrics().refused(why.code());
    outbox.send(why.toMessage(submit.requestId()));
  }

  private static Stats stats(Dispatcher dispatcher) {
    var now = dispatcher.snapshot();
    return new Stats(
        now.activePeers(), now.pendingTasks(), now.completedTasks(), now.failedTasks());
  }

  /** Brings one request's answers back; called on the scheduler thread. */
  private final class Owner implements TaskOwner {
    private final String requestId;

    Owner(String requestId) {
      this.requestId = requestId;
    }

    @Override
    public void accepted(String taskId, OptionalLong expectedNanos) {
      var expectedMs =
          expectedNanos.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(expectedNanos.getAsLong() / 1e6);
      outbox.send(new TaskAccepted(requestId, taskId, expectedMs));
    }

    @Override
    public void refused(String taskId, Refusal why) {
      open.remove(taskId);
      outbox.send(why.toMessage(requestId));
    }

    @Override
    public void finished(TaskResult result) {
      open.remove(result.taskId());
      outbox.send(result);
    }
  }
}
