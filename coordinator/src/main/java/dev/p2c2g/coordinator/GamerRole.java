package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.ErrorMessage;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A connection that asks for work. Its open tasks are cancelled when it goes: nobody is left to
 * take the results.
 */
final class GamerRole implements RoleHandler {
  private final GatewayParts parts;
  private final Outbox outbox;
  private final Credits credits;
  private final String gamerId;
  private final TaskRate rate;

  /** The tasks that are open; the event loop adds, the scheduler thread removes. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  GamerRole(GatewayParts parts, Outbox outbox, Credits credits, long nowNanos) {
    this.parts = parts;
    this.outbox = outbox;
    this.credits = credits;
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
          post(d -> d.cancel(cancel.taskId()));
      case TaskCancel _ -> {}
      case StatsRequest _ -> post(d -> outbox.send(stats(d)));
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
      var refusal = overLimit(submit, arrivedNanos);
      if (refusal.isPresent()) {
        refuse(refusal.get());
        return;
      }
      var rules =
          TaskRules.of(
              submit.taskType(), submit.data(), submit.params(), parts.limits().maxPixels());
      accept(submit, rules, arrivedNanos);
    } catch (ProtocolException e) {
      refuse(error(submit.requestId(), e.code(), e.text(), OptionalLong.empty()));
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
    post(d -> d.submit(submission));
  }

  private Optional<ErrorMessage> overLimit(TaskSubmit submit, long nowNanos) {
    if (parts.loop().isOverloaded()) {
      return Optional.of(
          error(
              submit.requestId(),
              ErrorCode.QUEUE_FULL,
              "the coordinator is overloaded",
              OptionalLong.of(100)));
    }
    var most = parts.limits().maxInFlightPerGamer();
    if (open.size() >= most) {
      return Optional.of(
          error(
              submit.requestId(),
              ErrorCode.RATE_LIMITED,
              open.size() + " of your tasks are open; at most " + most + " may be",
              OptionalLong.of(50)));
    }
    var waitMs = rate.take(nowNanos);
    return waitMs == 0
        ? Optional.empty()
        : Optional.of(
            error(
                submit.requestId(),
                ErrorCode.RATE_LIMITED,
                "more than " + parts.limits().maxTasksPerSecondPerGamer() + " tasks a second",
                OptionalLong.of(waitMs)));
  }

  private void refuse(ErrorMessage why) {
    parts.metrics().refused(ErrorCode.ofWireName(why.code()).orElse(ErrorCode.INTERNAL));
    outbox.send(why);
  }

  private void post(Consumer<Dispatcher> mail) {
    credits.take();
    parts
        .loop()
        .post(d -> {
          credits.giveBack();
          mail.accept(d);
        });
  }

  private static Stats stats(Dispatcher dispatcher) {
    var now = dispatcher.snapshot();
    return new Stats(
        now.activePeers(), now.pendingTasks(), now.completedTasks(), now.failedTasks());
  }

  private static ErrorMessage error(
      String requestId, ErrorCode code, String text, OptionalLong retryAfterMs) {
    return new ErrorMessage(
        code.wireName(), text, Optional.of(requestId), Optional.empty(), retryAfterMs);
  }

  /** Brings one request's answers back; called on the scheduler thread. */
  private final class Owner implements TaskOwner {
    private final String requestId;

    Owner(String requestId) {
      this.requestId = requestId;
    }

    @Override
    public void accepted(String taskId) {
      outbox.send(new TaskAccepted(requestId, taskId));
    }

    @Override
    public void refused(String taskId, ErrorCode code, String message) {
      open.remove(taskId);
      outbox.send(error(requestId, code, message, OptionalLong.empty()));
    }

    @Override
    public void finished(TaskResult result) {
      open.remove(result.taskId());
      outbox.send(result);
    }
  }
}
