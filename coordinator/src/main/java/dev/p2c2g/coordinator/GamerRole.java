package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.protocol.TaskAccepted;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskFetch;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskStatus;
import dev.p2c2g.protocol.TaskSubmit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A connection that asks for work. Its open tasks with a deadline are cancelled when it goes, since
 * nobody is left to take the results in time; the others go on, and can be asked for later.
 */
final class GamerRole implements RoleHandler {
  private final GatewayParts parts;
  private final Outbox outbox;
  private final String gamerId;
  private final Allowance allowance;

  /** The tasks that are open; the event loop adds, the scheduler thread removes. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  /** Those of them that go on without this connection. */
  private final Set<String> durable = ConcurrentHashMap.newKeySet();

  /**
   * @param subject whose token was shown: all connections of one are one gamer, with one allowance;
   *     empty where nobody is asked
   */
  GamerRole(GatewayParts parts, Outbox outbox, Optional<String> subject) {
    this.parts = parts;
    this.outbox = outbox;
    this.gamerId = subject.orElseGet(parts.ids()::nextGamer);
    this.allowance =
        subject.map(parts.allowances()::of).orElseGet(() -> new Allowance(parts.limits()));
  }

  Allowance allowance() {
    return allowance;
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
      case TaskFetch fetch -> fetch(fetch);
      case StatsRequest _ -> stats();
      default ->
          throw RoleHandler.forbidden(
              "a gamer may send task_submit, task_cancel, task_fetch and stats_request");
    }
  }

  @Override
  public void closed(String reason) {
    open.stream()
        .filter(taskId -> !durable.contains(taskId))
        .forEach(taskId -> parts.loop().post(d -> d.cancel(taskId)));
  }

  private void fetch(TaskFetch fetch) {
    var refusal = allowance.takeQuestion();
    if (refusal.isPresent()) {
      outbox.send(refusal.get().toMessage(fetch.requestId()));
      return;
    }
    var owner = new Fetcher(fetch.requestId());
    parts
        .loop()
        .post(d ->
            d.durables()
                .fetch(
                    fetch.taskId(),
                    gamerId,
                    owner,
                    answer -> {
                      switch (answer) {
                        case DurableTasks.FetchAnswer.No no ->
                            outbox.send(no.why().toMessage(fetch.requestId()));
                        case DurableTasks.FetchAnswer.Status status -> {
                          open.add(fetch.taskId());
                          durable.add(fetch.taskId());
                          outbox.send(
                              new TaskStatus(fetch.requestId(), fetch.taskId(), status.state()));
                        }
                      }
                    }));
  }

  private void submit(TaskSubmit submit, long arrivedNanos) {
    try {
      var refusal = allowance.take(submit.data().size());
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
    if (submit.deadlineMs().isEmpty()) {
      durable.add(taskId);
    }
    allowance.began();
    var submission =
        new Submission(
            taskId,
            gamerId,
            submit.requestId(),
            task,
            rules,
            submit.data().size(),
            arrivedNanos,
            new Owner(submit.requestId(), staleNanos(submit, arrivedNanos)));
    parts.loop().post(d -> d.submit(submission));
  }

  private static OptionalLong staleNanos(TaskSubmit submit, long arrivedNanos) {
    return submit.deadlineMs().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            arrivedNanos + TimeUnit.MILLISECONDS.toNanos(submit.deadlineMs().getAsLong()));
  }

  private void refuse(TaskSubmit submit, Refusal why) {
    parts.metrics().refused(why.code());
    outbox.send(why.toMessage(submit.requestId()));
  }

  private void stats() {
    allowance
        .takeQuestion()
        .ifPresentOrElse(
            refusal -> outbox.send(refusal.toMessage()),
            () -> parts.loop().post(d -> outbox.send(d.stats())));
  }

  private void over(String taskId) {
    open.remove(taskId);
    durable.remove(taskId);
    allowance.ended();
  }

  /** Brings one request's answers back; called on the scheduler thread. */
  private final class Owner implements TaskOwner {
    private final String requestId;
    private final OptionalLong staleNanos;

    /**
     * @param staleNanos when nobody wants the result any more; empty for never
     */
    Owner(String requestId, OptionalLong staleNanos) {
      this.requestId = requestId;
      this.staleNanos = staleNanos;
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
      over(taskId);
      outbox.send(why.toMessage(requestId));
    }

    @Override
    public void finished(TaskResult result) {
      over(result.taskId());
      outbox.send(result.withRequestId(requestId), staleNanos);
    }
  }

  /** Brings the outcome of a task that was asked for again; called on the scheduler thread. */
  private final class Fetcher implements TaskOwner {
    private final String requestId;

    Fetcher(String requestId) {
      this.requestId = requestId;
    }

    @Override
    public void accepted(String taskId, OptionalLong expectedNanos) {}

    @Override
    public void refused(String taskId, Refusal why) {
      outbox.send(why.toMessage(requestId));
    }

    @Override
    public void finished(TaskResult result) {
      open.remove(result.taskId());
      durable.remove(result.taskId());
      outbox.send(result.withRequestId(requestId));
    }
  }
}
