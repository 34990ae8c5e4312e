package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskStatus;
import dev.p2c2g.protocol.Timings;
import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.FoundTask;
import dev.p2c2g.store.TaskState;
import dev.p2c2g.store.WorkQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Tasks without a deadline: kept in the store before they are accepted, claimed from there by
 * whichever coordinator has peers for them, and kept with their outcome for a while. Whoever
 * submitted one may be gone by then, and ask for it later. Owned by the scheduler thread.
 */
final class DurableTasks {
  private static final Logger LOG = System.getLogger("coordinator");

  /** A task that so many coordinators took and none finished is what ends them. */
  private static final int MOST_CLAIMS = 10;

  /** So many for each lane: one is done, the next one is here already. */
  private static final int CLAIMS_PER_LANE = 2;

  /** Of one task; more would be one who asks again and again. */
  private static final int MOST_OWNERS = 4;

  private static final int LOOKED_UP_AT_A_TIME = 10;
  private static final long RETRY_MS = 1_000;

  private final StoreDesk desk;
  private final Crowd crowd;
  private final long maxPixels;
  private final LongSupplier nanoClock;

  /** Whoever waits here for an outcome, longest first. */
  private final Map<String, Waiter> waiters = new LinkedHashMap<>();

  /** What this coordinator has claimed and not ended. */
  private final Map<String, Held> held = new LinkedHashMap<>();

  /** Something is on its way that changes what is claimed. */
  private boolean claiming;

  private boolean claimAgain;

  /** Something may be claimed that is not known here. */
  private boolean lostTrack;

  private boolean stopping;

  /** What peers of any coordinator take. */
  private Set<String> clusterTypes = Set.of();

  /** What it does to the crowd. */
  interface Crowd {
    /** The task goes to the local peers. */
    void place(Submission submission);

    /** The task is no longer wanted there. */
    void withdraw(String taskId);

    /** Which tasks peers here take, now or later; it may be asked on any thread. */
    Predicate<WorkQueue> able();

    boolean offersType(String taskType);

    /** Lanes of all peers here. */
    long lanes();
  }

  private record Held(int claim, WorkQueue queue) {}

  private static final class Waiter {
    private final List<TaskOwner> owners = new ArrayList<>(1);
    private boolean accepted;
  }

  DurableTasks(StoreDesk desk, Crowd crowd, long maxPixels, LongSupplier nanoClock) {
    this.desk = desk;
    this.crowd = crowd;
    this.maxPixels = maxPixels;
    this.nanoClock = nanoClock;
  }

  /** Its owner hears that it is accepted once it is kept. */
  void submit(Submission submission) {
    var taskId = submission.taskId();
    if (stopping) {
      refuse(submission, new Refusal(ErrorCode.INTERNAL, "shutting down", OptionalLong.empty()));
      return;
    }
    var type = submission.task().taskType();
    if (!desk.isLocal() && !isKnown(type)) {
      // in one process the core says so
      refuse(
          submission,
          new Refusal(
              ErrorCode.UNSUPPORTED_TASK_TYPE,
              "task type " + type + " is neither configured nor offered by a connected peer",
              OptionalLong.empty()));
      return;
    }
    var waiter = new Waiter();
    waiter.owners.add(submission.owner());
    waiters.put(taskId, waiter);
    desk.submit(
        KeptForm.of(submission),
        verdict -> {
          switch (verdict) {
            case TAKEN -> {
              claimMore();
              accepted(taskId, OptionalLong.empty());
            }
            case FULL ->
                refused(taskId, Refusal.full("the store has no room for more tasks; try later"));
            case UNAVAILABLE -> refused(taskId, unavailable());
          }
        });
  }

  /** Whether there is, or a moment ago was, somebody in the cluster who takes it. */
  private boolean isKnown(String taskType) {
    return TaskRules.KNOWN_TYPES.contains(taskType)
        || clusterTypes.contains(taskType)
        || crowd.offersType(taskType);
  }

  /** Whether somebody here waits for its outcome. */
  boolean isAwaited(String taskId) {
    return waiters.containsKey(taskId);
  }

  /** Its gamer does not want it any more, wherever it is done. */
  void cancel(String taskId) {
    var failure =
        new TaskResult.Failure(
            "cancelled by its gamer", Optional.of(ErrorCode.CANCELLED.wireName()));
    withdraw(taskId);
    end(taskId, OptionalInt.empty(), failure);
  }

  /**
   * A gamer asks for a task, perhaps over another connection or at another coordinator than the one
   * it was submitted to.
   *
   * @param owner gets the outcome, now or when there is one
   * @param answer gets a status while there is none, or a refusal
   */
  void fetch(String taskId, String gamerId, TaskOwner owner, Consumer<FetchAnswer> answer) {
    desk.find(
        taskId,
        found -> {
          switch (found) {
            case StoreDesk.Answer.Silence _ -> answer.accept(new FetchAnswer.No(unavailable()));
            case StoreDesk.Answer.Known(FoundTask task) when isOf(task, gamerId) ->
                fetched(taskId, task.state(), owner, answer);
            default -> answer.accept(new FetchAnswer.No(unknown(taskId)));
          }
        });
  }

  /** Where nobody is asked who he is, all are one. */
  private static boolean isOf(FoundTask task, String gamerId) {
    return task.gamerId().equals(gamerId)
        || (TaskIds.isAnonymous(gamerId) && TaskIds.isAnonymous(task.gamerId()));
  }

  /** What is said at once to one who asks for a task. */
  sealed interface FetchAnswer {
    /** The outcome follows. */
    record Status(TaskStatus.State state) implements FetchAnswer {}

    record No(Refusal why) implements FetchAnswer {}
  }

  private void fetched(
      String taskId, TaskState state, TaskOwner owner, Consumer<FetchAnswer> answer) {
    switch (state) {
      case TaskState.Over over -> read(taskId, over).ifPresent(owner::finished);
      case TaskState.Waiting _ -> await(taskId, owner, TaskStatus.State.WAITING, answer);
      case TaskState.Claimed _ -> await(taskId, owner, TaskStatus.State.RUNNING, answer);
    }
  }

  private void await(
      String taskId, TaskOwner owner, TaskStatus.State state, Consumer<FetchAnswer> answer) {
    var waiter = waiters.computeIfAbsent(taskId, _ -> new Waiter());
    waiter.accepted = true;
    if (waiter.owners.size() == MOST_OWNERS) {
      // not the first: its gamer's allowance waits for the end, too
      waiter.owners.remove(1);
    }
    waiter.owners.add(owner);
    answer.accept(new FetchAnswer.Status(state));
  }

  /** There may be something to claim, or somebody to do it. */
  void claimMore() {
    if (stopping || held.size() >= room()) {
      return;
    }
    if (claiming) {
      claimAgain = true;
      return;
    }
    claiming = true;
    desk.claim(
        desk.isLocal() ? _ -> true : crowd.able(),
        (int) Math.min(1_000, room() - held.size()),
        claims -> {
          claiming = false;
          claims.ifPresentOrElse(this::claimed, () -> lostTrack = true);
          if (claimAgain || (claims.isPresent() && !claims.get().isEmpty())) {
            claimAgain = false;
            claimMore();
          }
        });
  }

  /** In one process all of it is the core's to order; others may want some of it, too. */
  private long room() {
    return desk.isLocal() ? Integer.MAX_VALUE : CLAIMS_PER_LANE * crowd.lanes();
  }

  private void claimed(List<Claim> claims) {
    for (var claim : claims) {
      var task = claim.task();
      var before = held.put(task.taskId(), new Held(claim.number(), task.queue()));
      if (before != null) {
        // others took this coordinator for dead, and it is at it all the same
        continue;
      }
      if (claim.number() > MOST_CLAIMS) {
        fail(
            claim,
            ErrorCode.ATTEMPTS_EXHAUSTED,
            MOST_CLAIMS + " coordinators had it, and none finished it");
        continue;
      }
      try {
        crowd.place(
            KeptForm.submission(task, maxPixels, nanoClock.getAsLong(), new Owner(task.taskId())));
      } catch (ProtocolException e) {
        fail(claim, e.code(), e.text());
      }
    }
  }

  private void fail(Claim claim, ErrorCode code, String why) {
    var failure = new TaskResult.Failure(why, Optional.of(code.wireName()));
    end(claim.task().taskId(), OptionalInt.of(claim.number()), failure);
  }

  private void end(String taskId, OptionalInt claim, TaskResult.Failure failure) {
    end(
        claim,
        new TaskResult(
            taskId,
            failure,
            Optional.empty(),
            Optional.of(new TaskResult.Delivery(taskId, 0, new Timings(0, 0, 0)))));
  }

  private void end(OptionalInt claim, TaskResult result) {
    var taskId = result.taskId();
    desk.finish(
        new Ending(taskId, claim, KeptForm.of(result)),
        taken -> {
          held.remove(taskId);
          if (taken) {
            deliver(taskId, result);
          } else {
            // another outcome was first, or somebody else has the task now
            lostTrack = true;
            over(taskId);
          }
          claimMore();
        });
  }

  /** Somebody gave the task an outcome. */
  void over(String taskId) {
    withdraw(taskId);
    lookUp(taskId);
  }

  /** Delivers the outcome where there is one. */
  private void lookUp(String taskId) {
    if (waiters.containsKey(taskId)) {
      desk.find(
          taskId,
          found -> {
            if (found instanceof StoreDesk.Answer.Known(FoundTask task)
                && task.state() instanceof TaskState.Over over) {
              read(taskId, over).ifPresent(result -> deliver(taskId, result));
            } else if (found instanceof StoreDesk.Answer.Unknown
                && waiters.containsKey(taskId)
                && waiters.get(taskId).accepted) {
              gone(taskId);
            }
          });
    }
  }

  /**
   * Call several times a second.
   *
   * @param taskTypes those that peers of any coordinator take
   */
  void sweep(Set<String> taskTypes) {
    clusterTypes = taskTypes;
    if (desk.isLocal() || stopping) {
      return;
    }
    giveBackWhatNobodyHereCanDo();
    claimMore();
    lookUpSome();
  }

  private void giveBackWhatNobodyHereCanDo() {
    var able = crowd.able();
    var lost = new ArrayList<String>();
    held.forEach((taskId, task) -> {
      if (!able.test(task.queue())) {
        lost.add(taskId);
      }
    });
    if (claiming || (lost.isEmpty() && !lostTrack)) {
      return;
    }
    claiming = true;
    lost.forEach(this::withdraw);
    desk.giveBack(
        new HashSet<>(held.keySet()),
        done -> {
          claiming = false;
          lostTrack = !done;
        });
  }

  /** In case nobody told that they are over: some each time, in turn. */
  private void lookUpSome() {
    var some = waiters.keySet().stream().limit(LOOKED_UP_AT_A_TIME).toList();
    for (var taskId : some) {
      Optional.ofNullable(waiters.remove(taskId)).ifPresent(w -> waiters.put(taskId, w));
      lookUp(taskId);
    }
  }

  /** No more is claimed, and what ends badly from now on is for others to do. */
  void stop() {
    stopping = true;
  }

  private void withdraw(String taskId) {
    if (Optional.ofNullable(held.remove(taskId)).isPresent()) {
      crowd.withdraw(taskId);
    }
  }

  private void deliver(String taskId, TaskResult result) {
    Optional.ofNullable(waiters.get(taskId))
        .ifPresent(waiter -> {
          accepted(taskId, OptionalLong.empty());
          waiters.remove(taskId);
          waiter.owners.forEach(owner -> owner.finished(result));
        });
  }

  private void accepted(String taskId, OptionalLong expectedNanos) {
    var waiter = Optional.ofNullable(waiters.get(taskId));
    waiter
        .filter(w -> !w.accepted)
        .ifPresent(w -> {
          w.accepted = true;
          w.owners.forEach(owner -> owner.accepted(taskId, expectedNanos));
        });
  }

  private void refused(String taskId, Refusal why) {
    Optional.ofNullable(waiters.remove(taskId))
        .ifPresent(waiter -> waiter.owners.forEach(owner -> owner.refused(taskId, why)));
  }

  /** Its outcome was there, and is too old by now. */
  private void gone(String taskId) {
    var failure =
        new TaskResult.Failure(
            "its outcome is no longer kept", Optional.of(ErrorCode.UNKNOWN_TASK.wireName()));
    deliver(taskId, new TaskResult(taskId, failure, Optional.empty(), Optional.empty()));
  }

  private static Optional<TaskResult> read(String taskId, TaskState.Over over) {
    try {
      return Optional.of(KeptForm.result(over.outcome()));
    } catch (ProtocolException e) {
      LOG.log(Level.ERROR, "the outcome of {0} cannot be read: {1}", taskId, e.text());
      return Optional.empty();
    }
  }

  private static void refuse(Submission submission, Refusal why) {
    submission.owner().refused(submission.taskId(), why);
  }

  private static Refusal unavailable() {
    return new Refusal(
        ErrorCode.STORE_UNAVAILABLE,
        "tasks without a deadline cannot be kept just now; try again, or give it a deadline_ms",
        OptionalLong.of(RETRY_MS));
  }

  private static Refusal unknown(String taskId) {
    return new Refusal(
        ErrorCode.UNKNOWN_TASK,
        "task_id: '" + taskId + "' is none of yours, or its outcome is no longer kept",
        OptionalLong.empty());
  }

  /** Brings what the local crowd made of a claimed task to the store. */
  private final class Owner implements TaskOwner {
    private final String taskId;

    Owner(String taskId) {
      this.taskId = taskId;
    }

    @Override
    public void accepted(String id, OptionalLong expectedNanos) {
      DurableTasks.this.accepted(id, expectedNanos);
    }

    /** There is no room for it here. */
    @Override
    public void refused(String id, Refusal why) {
      var waiter = Optional.ofNullable(waiters.get(id));
      if (waiter.isPresent() && !waiter.get().accepted) {
        // nothing was promised yet
        DurableTasks.this.refused(id, why);
        failed(new TaskResult.Failure(why.message(), Optional.of(why.code().wireName())));
      } else {
        held.remove(id);
        lostTrack = true;
      }
    }

    @Override
    public void finished(TaskResult result) {
      if (!held.containsKey(taskId)) {
        // withdrawn: its outcome is another
        return;
      }
      if (result.success()) {
        end(OptionalInt.empty(), result);
      } else if (!stopping || desk.isLocal()) {
        end(claim(), result);
      }
    }

    private void failed(TaskResult.Failure failure) {
      end(taskId, claim(), failure);
    }

    private OptionalInt claim() {
      return Optional.ofNullable(held.get(taskId))
          .map(h -> OptionalInt.of(h.claim()))
          .orElse(OptionalInt.empty());
    }
  }
}
