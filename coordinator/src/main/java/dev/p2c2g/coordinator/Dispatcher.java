package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.Event.Doubt;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.store.WorkQueue;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.verification.Fault;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.Reputation.Standing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Feeds events to the scheduler's core, whose commands {@link Orders} carries out. Every method
 * runs on the scheduler thread, which owns all state here; the core knows names and times, these
 * two the payloads and the ways to peers and owners.
 */
final class Dispatcher {
  private static final Logger LOG = System.getLogger("coordinator");

  private static final ResultCheck NO_ROOM =
      new ResultCheck.Unfit(new Answer.Failed("no room for another part of a picture"));

  private final SchedulerCore core;
  private final LimitSettings limits;
  private final long heartbeatIntervalMs;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final OpenTasks tasks = new OpenTasks();
  private final PeerPorts peers = new PeerPorts();
  private final Stories stories;
  private final Orders orders;
  private final Verification verification;
  private final DurableTasks durables;
  private final StoreDesk desk;
  private ClusterView cluster = new ClusterView(false, Optional.empty(), List.of());

  /** Hears of those who are taken for something else now. */
  private Consumer<StandingChange> standingListener = _ -> {};

  /** Somebody is taken for something else now. */
  record StandingChange(String who, Standing standing, String why) {}

  Dispatcher(
      SchedulerCore core,
      CoordinatorConfig config,
      Metrics metrics,
      LongSupplier nanoClock,
      Verification.Means means,
      StoreDesk desk) {
    this.core = core;
    this.limits = config.limits();
    this.heartbeatIntervalMs = config.server().heartbeatIntervalMs();
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.stories = new Stories(config.scheduling().explainedTasks());
    this.orders = new Orders(tasks, peers, stories, metrics, config.limits().maxMessageBytes());
    this.verification =
        new Verification(
            config.verification().runs(config.security().auth()),
            config.verification(),
            means,
            new Consequences(),
            nanoClock);
    this.desk = desk;
    this.durables =
        new DurableTasks(desk, new LocalCrowd(), config.limits().maxPixels(), nanoClock);
  }

  void submit(Submission submission) {
    if (submission.task().deadlineMs().isPresent()) {
      place(submission);
    } else {
      durables.submit(submission);
    }
  }

  /** Gives a task to the peers that are here. */
  private void place(Submission submission) {
    var now = nanoClock.getAsLong();
    var spec = submission.spec();
    stories.begin(spec, now);
    if (tasks.heldBytes() + submission.heldBytes() > limits.maxQueuedBytes()) {
      orders.refuse(
          submission,
          Refusal.full(
              "open tasks hold "
                  + tasks.heldBytes()
                  + " bytes already; at most "
                  + limits.maxQueuedBytes()
                  + " are allowed"),
          now);
      return;
    }
    tasks.add(submission);
    step(new Event.TaskSubmitted(spec), now);
  }

  void cancel(String taskId) {
    if (durables.isAwaited(taskId)) {
      durables.cancel(taskId);
    } else {
      step(new Event.TaskCancelled(taskId));
    }
  }

  /**
   * Takes a peer in; a peer of the same name and subject that is here already is replaced, and one
   * of another subject stays.
   */
  void join(String peerId, PeerProfile profile, PeerPort port) {
    if (peers.find(peerId).filter(p -> !p.subject().equals(port.subject())).isPresent()) {
      port.refused(
          Refusal.error(
              ErrorCode.PEER_ID_TAKEN,
              "peer_id: '" + peerId + "' is another subject's; choose another, or leave it out"));
      return;
    }
    var objection = verification.objectionTo(who(peerId, port));
    if (objection.isPresent()) {
      port.refused(Refusal.error(ErrorCode.FORBIDDEN, "peer_register: " + objection.get()));
      return;
    }
    var now = nanoClock.getAsLong();
    peers
        .put(peerId, port)
        .ifPresent(replaced -> {
          replaced.expelled(CloseCodes.REPLACED, "a newer connection registered " + peerId);
          orders.lose(peerId, "replaced by a newer connection", now);
          verification.left(who(peerId, replaced), peerId);
        });
    var commands = core.step(new Event.PeerJoined(peerId, profile), now);
    if (commands.stream().noneMatch(Command.RejectPeer.class::isInstance)) {
      // before any task_assign that the same step may hold
      port.registered(peerId, heartbeatIntervalMs);
      LOG.log(Level.INFO, "peer {0} joined with {1} lanes", peerId, profile.lanes());
    }
    orders.carryOut(commands, now);
    if (peers.isCurrent(peerId, port)) {
      verification.joined(who(peerId, port), peerId, profile);
      durables.claimMore();
    }
  }

  /** Under which name a peer is remembered. */
  private static String who(String peerId, PeerPort port) {
    return port.subject().orElse(peerId);
  }

  void leave(String peerId, PeerPort port, String reason) {
    if (peers.isCurrent(peerId, port)) {
      LOG.log(Level.INFO, "peer {0} left: {1}", peerId, reason);
      var now = nanoClock.getAsLong();
      var _ = peers.remove(peerId);
      verification.left(who(peerId, port), peerId);
      orders.lose(peerId, reason, now);
      step(new Event.PeerLeft(peerId, reason), now);
    }
  }

  void seen(String peerId, PeerPort port, double load) {
    if (peers.isCurrent(peerId, port)) {
      step(new Event.PeerSeen(peerId, load));
    }
  }

  /** Bytes came that are no message yet. */
  void stirred(String peerId, PeerPort port) {
    if (peers.isCurrent(peerId, port)) {
      step(new Event.PeerStirred(peerId));
    }
  }

  void probeAnswered(String peerId, PeerPort port, long roundTripNanos) {
    if (peers.isCurrent(peerId, port)) {
      step(new Event.ProbeAnswered(peerId, roundTripNanos));
    }
  }

  void drain(String peerId, PeerPort port) {
    if (peers.isCurrent(peerId, port)) {
      LOG.log(Level.INFO, "peer {0} drains", peerId);
      step(new Event.PeerDraining(peerId));
    }
  }

  /** The peer's owner wants the machine. */
  void pause(String peerId, PeerPort port, String reason) {
    if (peers.isCurrent(peerId, port)) {
      LOG.log(Level.INFO, "peer {0} pauses: {1}", peerId, reason);
      var now = nanoClock.getAsLong();
      var event = new StoryEvent.HandedBack(now, peerId, reason);
      tasks.heldBy(peerId).forEach(task -> stories.add(task.submission().taskId(), event));
      step(new Event.PeerPaused(peerId, reason), now);
    }
  }

  void resume(String peerId, PeerPort port) {
    if (peers.isCurrent(peerId, port)) {
      LOG.log(Level.INFO, "peer {0} resumes", peerId);
      step(new Event.PeerResumed(peerId));
      durables.claimMore();
    }
  }

  void result(String peerId, PeerPort port, TaskResult result) {
    if (!peers.isCurrent(peerId, port)) {
      metrics.ignoredResult();
      return;
    }
    var work = WorkId.ofWireName(result.taskId());
    var attempt = result.attempt().orElse(0);
    var task = tasks.find(work.taskId());
    var part = task.flatMap(open -> open.part(work));
    if (part.isPresent()) {
      var rules = task.orElseThrow().submission().rules();
      var check = ResultCheck.of(rules, part.get(), result.outcome());
      answered(peerId, work, attempt, part.get(), hasRoomFor(check) ? check : NO_ROOM);
    } else if (task.isEmpty()) {
      // over, or never there: the core has nothing to do with it but to know that the peer lives
      var over = new Answer.Failed("the task is over");
      step(new Event.ResultArrived(work.taskId(), work.part(), peerId, attempt, over));
    } else {
      metrics.ignoredResult();
    }
  }

  /** Whoever drives the system from outside knows that this peer failed at this task. */
  void reportFailure(String peerId, String taskId) {
    var reported = WorkId.ofWireName(taskId);
    var holdings =
        tasks.find(reported.taskId()).map(task -> task.holdingsOf(peerId)).orElse(List.of());
    for (var holding : holdings) {
      // the peer itself may not know
      peers.find(peerId).ifPresent(port -> port.cancel(holding.work().wireName()));
      var failure = new ResultCheck.Unfit(new Answer.Failed("reported as failed"));
      answered(peerId, holding.work(), holding.attempt(), Part.WHOLE, failure);
    }
  }

  /** The peer that has the task now, after trying to find one. */
  Optional<String> assignNow(String taskId) {
    step(new Event.AssignNow(taskId));
    return tasks
        .find(taskId)
        .flatMap(task -> task.holdings().stream().findFirst())
        .map(OpenTask.Holding::peerId);
  }

  void stopAccepting() {
    durables.stop();
    step(new Event.Draining());
  }

  void abort(String reason) {
    step(new Event.Abort(reason));
  }

  /**
   * Lets time run out for whoever is due; call after all mail that had arrived.
   *
   * @param stoodStillNanos for how long this process heard nobody, whoever may have spoken; 0 when
   *     it was awake
   */
  void timerDue(long stoodStillNanos) {
    // one instant for all of it: a pause in between would look like the silence of local peers
    var now = nanoClock.getAsLong();
    peers.local().forEach(peerId -> step(new Event.PeerSeen(peerId, 0), now));
    if (stoodStillNanos > 0) {
      step(new Event.StoodStill(stoodStillNanos), now);
    }
    orders.timerFired();
    step(new Event.TimerDue(), now);
  }

  /** When {@link #timerDue} is needed next; empty for never. */
  OptionalLong timerNanos() {
    return orders.timerNanos();
  }

  boolean isIdle() {
    return tasks.isEmpty();
  }

  SchedulerSnapshot snapshot() {
    return core.snapshot();
  }

  /** The counts that everybody may know. */
  Stats stats() {
    var now = snapshot();
    return new Stats(
        now.activePeers(), now.pendingTasks(), now.completedTasks(), now.failedTasks());
  }

  /** The tasks without a deadline. */
  DurableTasks durables() {
    return durables;
  }

  /** Call several times a second. */
  void sweep() {
    verification.sweep();
    durables.sweep(cluster.taskTypes());
  }

  /**
   * Tells the other coordinators of this one, and hears of them; costs time in proportion to the
   * peers. Call about twice a second.
   *
   * @param spent what gamers took of their allowances here, by their names
   */
  void exchange(Map<String, Spent> spent) {
    cluster = desk.exchange(MemberSheet.of(core.snapshot(), core.offers(), core.lanes(), spent));
  }

  /** The coordinators that share the store, as they were at the last exchange. */
  ClusterView cluster() {
    return cluster;
  }

  /** Whether peers can be believed. */
  Verification verification() {
    return verification;
  }

  /** Who hears, on this thread, of those who are taken for something else now. */
  void onStandingChange(Consumer<StandingChange> listener) {
    standingListener = listener;
  }

  Stories stories() {
    return stories;
  }

  /** The clock that all times here are on. */
  long nowNanos() {
    return nanoClock.getAsLong();
  }

  /** Parts may hold as much as the submissions themselves, since new ones then wait for them. */
  private boolean hasRoomFor(ResultCheck check) {
    return !(check instanceof ResultCheck.OfPart part)
        || tasks.partBytes() + part.result().heldBytes() <= limits.maxQueuedBytes();
  }

  private void answered(String peerId, WorkId work, int attempt, Part part, ResultCheck check) {
    var now = nanoClock.getAsLong();
    var found = tasks.find(work.taskId());
    if (found.isEmpty()) {
      // it ended with another part that the same peer was reported for
      return;
    }
    var task = found.get();
    var sinceNanos = task.sinceNanos(peerId, work).orElse(task.submission().arrivedNanos());
    var event =
        new Event.ResultArrived(work.taskId(), work.part(), peerId, attempt, check.answer());
    var commands = core.step(event, now);
    var taken = commands.stream().noneMatch(Command.IgnoreResult.class::isInstance);
    if (taken) {
      check.fault().ifPresent(error -> orders.failed(peerId, work, error, now));
    }
    orders.carryOut(commands, Optional.of(check), now);
    if (taken) {
      verify(peerId, task.submission(), part, check, now - sinceNanos);
    }
  }

  private void verify(
      String peerId, Submission submission, Part part, ResultCheck check, long tookNanos) {
    var port = peers.find(peerId);
    if (port.isEmpty()) {
      return;
    }
    var who = who(peerId, port.get());
    if (check instanceof ResultCheck.Lie(Answer.Failed failed)) {
      verification.unfit(who, new Finding.Lie(Fault.UNREADABLE, failed.error()));
    }
    check
        .success()
        .ifPresent(
            result -> verification.arrived(who, peerId, submission, part, result, tookNanos));
  }

  /** Where durable tasks are done. */
  private final class LocalCrowd implements DurableTasks.Crowd {
    @Override
    public void place(Submission submission) {
      Dispatcher.this.place(submission);
    }

    @Override
    public void withdraw(String taskId) {
      step(new Event.TaskCancelled(taskId));
    }

    @Override
    public Predicate<WorkQueue> able() {
      var offers = core.offers();
      return queue -> offers.stream().anyMatch(o -> o.meets(queue.taskType(), queue.features()));
    }

    @Override
    public boolean offersType(String taskType) {
      return core.offers().stream().anyMatch(offer -> offer.taskTypes().contains(taskType));
    }

    @Override
    public long lanes() {
      return core.lanes();
    }
  }

  /** What follows for peers from what was found about them. */
  private final class Consequences implements Verification.Consequences {
    @Override
    public void doubt(String peerId, Doubt doubt) {
      step(new Event.PeerDoubted(peerId, doubt));
    }

    @Override
    public void expel(String peerId, String why) {
      peers
          .find(peerId)
          .ifPresent(port -> {
            port.expelled(CloseCodes.BANNED, why);
            leave(peerId, port, why);
          });
    }

    @Override
    public void submit(Submission copy) {
      Dispatcher.this.submit(copy);
    }

    @Override
    public void found(String who, Finding finding) {
      metrics.found(finding);
      if (finding instanceof Finding.Lie lie) {
        LOG.log(Level.WARNING, "a result of {0} is wrong: {1}", who, lie);
      }
    }

    @Override
    public void changed(String who, Standing standing, String why) {
      var level = standing == Standing.TRUSTED ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "{0} is {1} now {2}", who, standing, why);
      standingListener.accept(new StandingChange(who, standing, why));
    }
  }

  private void step(Event event) {
    step(event, nanoClock.getAsLong());
  }

  private void step(Event event, long nowNanos) {
    orders.carryOut(core.step(event, nowNanos), nowNanos);
  }
}
