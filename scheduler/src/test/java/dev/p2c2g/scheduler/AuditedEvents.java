package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Auditor.present;
import static dev.p2c2g.scheduler.Auditor.require;

import java.util.List;

/** What an event alone changes, and which answer it must get. */
final class AuditedEvents {
  private final Auditor auditor;
  private boolean draining;

  AuditedEvents(Auditor auditor) {
    this.auditor = auditor;
  }

  void before(Event event, List<Command> answers) {
    switch (event) {
      case Event.PeerJoined e -> join(e, answers);
      case Event.PeerLeft e -> auditor.leave(e.peerId());
      case Event.PeerSeen e -> seen(e.peerId());
      case Event.PeerDraining e -> {
        seen(e.peerId());
        ModelPeer peer = auditor.peers.get(e.peerId());
        if (peer != null) {
          peer.draining = true;
        }
      }
      case Event.TaskSubmitted e -> submit(e.task(), answers);
      case Event.ResultArrived e -> result(e, answers);
      case Event.TaskCancelled e -> {
        boolean open = auditor.open.containsKey(e.taskId());
        boolean said = answers.stream().anyMatch(Command.Fail.class::isInstance);
        require(open == said, "a cancelled task fails, an unknown one does not");
      }
      case Event.Draining() -> draining = true;
      case Event.AssignNow e -> require(answers.isEmpty(), e.taskId() + " was not placed before");
      case Event.TimerDue() -> {}
      case Event.Abort e -> {
        long fails = answers.stream().filter(Command.Fail.class::isInstance).count();
        require(fails == auditor.open.size(), "everything open fails on abort: " + e.reason());
      }
    }
  }

  private void join(Event.PeerJoined event, List<Command> answers) {
    auditor.leave(event.peerId());
    boolean full = auditor.peers.size() >= auditor.limits.maxPeers();
    boolean rejected = answers.stream().anyMatch(Command.RejectPeer.class::isInstance);
    require(full == rejected, "a peer is rejected exactly at the limit");
    if (!full) {
      ModelPeer peer = new ModelPeer(event.peerId(), event.profile(), auditor.now);
      auditor.peers.put(event.peerId(), peer);
    }
  }

  private void seen(String peerId) {
    ModelPeer peer = auditor.peers.get(peerId);
    if (peer != null) {
      peer.lastSeenNanos = auditor.now;
    }
  }

  private void submit(TaskSpec spec, List<Command> answers) {
    FailureCode expected = refusal(spec);
    Command first = answers.isEmpty() ? new Command.IgnoreResult("", "") : answers.getFirst();
    if (first instanceof Command.Reject reject) {
      require(reject.code() == expected, "rejected with " + reject.code() + ", not " + expected);
      require(answers.size() == 1, "nothing follows a rejection");
    } else {
      require(expected == FailureCode.CANCELLED, "accepted instead of " + expected);
      require(first instanceof Command.Accept, "a submission is accepted or rejected");
      auditor.accept(spec);
    }
  }

  /** CANCELLED stands for no refusal. */
  private FailureCode refusal(TaskSpec spec) {
    if (draining) {
      return FailureCode.INTERNAL;
    }
    boolean offered =
        auditor.peers.values().stream()
            .anyMatch(p -> p.profile.taskTypes().contains(spec.taskType()));
    if (!offered && !auditor.limits.knownTaskTypes().contains(spec.taskType())) {
      return FailureCode.UNSUPPORTED_TASK_TYPE;
    }
    if (spec.deadlineNanos().orElse(Long.MAX_VALUE) <= auditor.now) {
      return FailureCode.DEADLINE_EXCEEDED;
    }
    boolean capable = auditor.peers.values().stream().anyMatch(p -> !p.draining && p.capable(spec));
    if (spec.deadlineNanos().isPresent() && !capable) {
      return FailureCode.NO_CAPABLE_PEER;
    }
    boolean free = auditor.peers.values().stream().anyMatch(p -> p.free() && p.capable(spec));
    long lanes = auditor.peers.values().stream().mapToLong(p -> p.profile.lanes()).sum();
    return auditor.queued() < auditor.limits.maxQueuedTasks() + (free ? lanes : 0)
        ? FailureCode.CANCELLED
        : FailureCode.QUEUE_FULL;
  }

  private void result(Event.ResultArrived result, List<Command> answers) {
    seen(result.peerId());
    boolean counts =
        auditor.peers.containsKey(result.peerId())
            && auditor.open.containsKey(result.taskId())
            && counts(result, present(auditor.open.get(result.taskId()), "just seen"));
    boolean ignored = answers.stream().anyMatch(Command.IgnoreResult.class::isInstance);
    require(counts != ignored, "a result counts or is ignored");
    boolean completes = answers.stream().anyMatch(Command.Complete.class::isInstance);
    require(completes == (counts && result.success()), "a result that counts completes its task");
  }

  private boolean counts(Event.ResultArrived result, ModelTask task) {
    if (task.runningOn.equals(result.peerId())) {
      auditor.resultStartedNanos = task.startedNanos;
      auditor.endAttempt(task);
      return true;
    }
    auditor.resultStartedNanos = task.orphans.getOrDefault(result.peerId(), 0L);
    return result.success() && task.orphans.containsKey(result.peerId());
  }
}
