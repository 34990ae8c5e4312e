package dev.p2c2g.coordinator;

import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.Member;
import dev.p2c2g.store.StoreCounts;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreListener;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.TaskStore;
import dev.p2c2g.store.WorkQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Speaks with a store on other machines, on threads of its own, so that the scheduler thread never
 * waits for it. While the store does not answer, submissions are refused at once, and outcomes are
 * kept here and tried again.
 */
final class RemoteDesk implements StoreDesk, AutoCloseable {
  private static final Logger LOG = System.getLogger("store");

  private static final int MOST_WAITING = 10_000;

  /** Claims bound what can be done, and owners what can be cancelled, far below that. */
  private static final int MOST_OUTCOMES = 200_000;

  private static final int MOST_QUESTIONS = 64;
  private static final long SWEEP_MS = 500;
  private static final int SWEEPS_PER_TIDYING = 20;
  private static final long FIRST_AGAIN_MS = 50;
  private static final long LONGEST_AGAIN_MS = 1_000;

  /** After so much silence a member's claims go to others. */
  private static final Duration DEAD = Duration.ofSeconds(2);

  private final String member;
  private final Executor scheduler;
  private final StoreHealth health = new StoreHealth(System::nanoTime);
  private final Batches<Submitting> submitting;
  private final Batches<Finishing> finishing;
  private final Semaphore questions = new Semaphore(MOST_QUESTIONS);
  private final AtomicInteger unfinished = new AtomicInteger();
  private final Thread sweeping = Thread.ofVirtual().name("store-sweep").unstarted(this::sweep);
  private volatile Optional<TaskStore> opened = Optional.empty();
  private volatile MemberSheet sheet = MemberSheet.NOTHING;
  private volatile List<ClusterView.Row> rows = List.of();
  private volatile Optional<StoreCounts> counts = Optional.empty();
  private volatile boolean closed;

  private record Submitting(StoredTask task, Consumer<Verdict> then) {}

  private record Finishing(Ending ending, Consumer<Boolean> then) {}

  /** Something to ask of the store. */
  @FunctionalInterface
  private interface Question<T> {
    T of(TaskStore store) throws StoreException;
  }

  /**
   * @param member names this coordinator among those of the cluster; another at each start
   * @param scheduler runs things on the scheduler thread
   */
  RemoteDesk(String member, Executor scheduler) {
    this.member = member;
    this.scheduler = scheduler;
    this.submitting = new Batches<>("store-submit", MOST_WAITING, this::submit);
    this.finishing = new Batches<>("store-finish", MOST_OUTCOMES, this::finish);
  }

  /** From now on there is a store; before, it counts as one that does not answer. */
  void open(TaskStore store, StoreListener listener) throws StoreException {
    store.alive(member, sheet.toJson());
    opened = Optional.of(store);
    health.answered();
    submitting.start();
    finishing.start();
    sweeping.start();
    store.listen(listener);
  }

  @Override
  public ClusterView exchange(MemberSheet mine) {
    sheet = mine;
    return new ClusterView(health.isWell(), counts, rows);
  }

  private List<ClusterView.Row> rows(List<Member> members) {
    return members.stream()
        .flatMap(m ->
            MemberSheet.parse(m.about()).stream()
                .map(sheet ->
                    new ClusterView.Row(
                        m.id(), m.id().equals(member), m.silent().toMillis(), sheet)))
        .toList();
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public void submit(StoredTask task, Consumer<Verdict> then) {
    if (!health.isWell() || !submitting.offer(new Submitting(task, then))) {
      then.accept(Verdict.UNAVAILABLE);
    }
  }

  @Override
  public void claim(Predicate<WorkQueue> able, int most, Consumer<Optional<List<Claim>>> then) {
    // asked on another thread, which must not look at the scheduler's state
    ask(store -> store.claim(member, able, most), then);
  }

  @Override
  public void finish(Ending ending, Consumer<Boolean> then) {
    unfinished.incrementAndGet();
    if (!finishing.offer(new Finishing(ending, then))) {
      throw new IllegalStateException("more than " + MOST_OUTCOMES + " outcomes wait");
    }
  }

  @Override
  public void giveBack(Set<String> except, Consumer<Boolean> then) {
    ask(store -> store.giveBack(member, except), count -> then.accept(count.isPresent()));
  }

  @Override
  public void find(String taskId, Consumer<Answer> then) {
    ask(
        store -> store.find(taskId),
        found ->
            then.accept(
                found
                    .map(f -> f.<Answer>map(Answer.Known::new).orElseGet(Answer.Unknown::new))
                    .orElseGet(Answer.Silence::new)));
  }

  /** Whether all outcomes are in the store. */
  boolean isIdle() {
    return unfinished.get() == 0;
  }

  /** Gives back what is claimed, so that others need not wait to find out. */
  @Override
  public void close() {
    closed = true;
    sweeping.interrupt();
    submitting.close();
    finishing.close();
    opened.ifPresent(store -> {
      try {
        store.giveBack(member, Set.of());
        store.forget(member);
      } catch (StoreException e) {
        LOG.log(
            Level.WARNING,
            "claims are not given back, others take them in {0} ms: {1}",
            DEAD.toMillis(),
            e.getMessage());
      }
      store.close();
    });
  }

  private <T> void ask(Question<T> question, Consumer<Optional<T>> then) {
    if (!health.isWell() || !questions.tryAcquire()) {
      onScheduler(() -> then.accept(Optional.empty()));
      return;
    }
    Thread.startVirtualThread(() -> {
      var answer = answerTo(question);
      questions.release();
      onScheduler(() -> then.accept(answer));
    });
  }

  private <T> Optional<T> answerTo(Question<T> question) {
    try {
      var answer = question.of(opened.orElseThrow());
      health.answered();
      return Optional.of(answer);
    } catch (StoreException e) {
      health.failed(e);
    } catch (RuntimeException e) {
      // whoever asked must hear of it all the same
      LOG.log(Level.ERROR, "the store's client met an error; please report it", e);
    }
    return Optional.empty();
  }

  private void submit(List<Submitting> batch) {
    var tasks = batch.stream().map(Submitting::task).toList();
    var refused = answerTo(store -> store.submit(tasks));
    onScheduler(() -> {
      for (var one : batch) {
        one.then()
            .accept(
                refused
                    .map(ids -> ids.contains(one.task().taskId()) ? Verdict.FULL : Verdict.TAKEN)
                    .orElse(Verdict.UNAVAILABLE));
      }
    });
  }

  private void finish(List<Finishing> batch) {
    var endings = batch.stream().map(Finishing::ending).toList();
    // what an attempt did whose answer was lost counts, too
    var taken = answerTo(store -> store.finish(endings));
    for (var againMs = FIRST_AGAIN_MS; taken.isEmpty() && sleep(againMs); ) {
      againMs = Math.min(LONGEST_AGAIN_MS, 2 * againMs);
      taken = answerTo(store -> store.finish(endings));
    }
    var ids = new HashSet<>(taken.orElse(Set.of()));
    unfinished.addAndGet(-batch.size());
    onScheduler(() ->
        batch.forEach(one ->
            // of two for the same task the first is the one
            one.then().accept(ids.remove(one.ending().taskId()))));
  }

  private void sweep() {
    for (var turn = 0; sleep(SWEEP_MS); turn++) {
      var members =
          answerTo(store -> {
            store.alive(member, sheet.toJson());
            counts = Optional.of(store.counts());
            return store.members();
          });
      members.ifPresent(all -> rows = rows(all));
      // after a break everybody seems dead
      if (members.isPresent() && health.isWellFor(DEAD)) {
        members.get().stream().filter(m -> m.silent().compareTo(DEAD) > 0).forEach(this::bury);
      }
      if (turn % SWEEPS_PER_TIDYING == 0) {
        answerTo(store -> {
          store.tidy();
          return true;
        });
      }
    }
  }

  private void bury(Member dead) {
    if (dead.id().equals(member)) {
      return;
    }
    answerTo(
            store -> {
              var back = store.giveBack(dead.id(), Set.of());
              store.forget(dead.id());
              return back;
            })
        .filter(back -> back > 0)
        .ifPresent(back ->
            LOG.log(
                Level.WARNING,
                "coordinator {0} is gone; its {1} tasks go to others",
                dead.id(),
                back));
  }

  private boolean sleep(long ms) {
    try {
      Thread.sleep(ms);
      return !closed;
    } catch (InterruptedException _) {
      return false;
    }
  }

  private void onScheduler(Runnable what) {
    try {
      scheduler.execute(what);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the coordinator is closed", e);
    }
  }
}
