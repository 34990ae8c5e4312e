package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.MemoryTaskStore;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.WorkQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One coordinator of a cluster, step by step: the store answers when the test lets it. */
class DurableRulesTest {
  private final MemoryTaskStore store =
      new MemoryTaskStore(
          new StoreSettings.Room(100, 1 << 20, Duration.ofHours(1), 100, 1 << 20), () -> 0);
  private final PlayedDesk desk = new PlayedDesk();
  private final PlayedCrowd crowd = new PlayedCrowd();
  private final DurableTasks tasks = new DurableTasks(desk, crowd, 1 << 20, () -> 0);
  private final Heard heard = new Heard();

  @Test
  void acceptsOnceTheStoreHasTheTask() {
    tasks.submit(submission("t1", "echo"));
    assertThat(heard.said).isEmpty();
    desk.answerAll();
    assertThat(heard.said).containsExactly("accepted t1");
    assertThat(crowd.placed).extracting(Submission::taskId).containsExactly("t1");
    crowd.placed.getFirst().owner().finished(done("t1"));
    assertThat(heard.said).as("not before it is kept").hasSize(1);
    desk.answerAll();
    assertThat(heard.said).containsExactly("accepted t1", "finished t1 true");
  }

  @Test
  void refusesWhileTheStoreIsAwayAndGoesOnWhenItIsBack() {
    desk.away = true;
    tasks.submit(submission("t1", "echo"));
    desk.answerAll();
    assertThat(heard.said).containsExactly("refused t1 STORE_UNAVAILABLE");
    desk.away = false;
    tasks.submit(submission("t2", "echo"));
    desk.answerAll();
    assertThat(heard.said).endsWith("accepted t2");
  }

  @Test
  void refusesATypeThatNobodyInTheClusterTakes() {
    tasks.submit(submission("t1", "dance"));
    assertThat(heard.said).containsExactly("refused t1 UNSUPPORTED_TASK_TYPE");
    tasks.sweep(Set.of("dance"));
    tasks.submit(submission("t2", "dance"));
    desk.answerAll();
    assertThat(heard.said).endsWith("accepted t2");
  }

  @Test
  void claimsNoMoreThanItsPeersCanHoldAndNothingThatTheyCannotDo() {
    crowd.lanes = 1;
    crowd.able = queue -> queue.taskType().equals("echo");
    store.submit(List.of(kept("a", "other"), kept("b"), kept("c"), kept("d")));
    tasks.claimMore();
    desk.answerAll();
    assertThat(crowd.placed).extracting(Submission::taskId).containsExactly("b", "c");
    crowd.placed.getFirst().owner().finished(done("b"));
    desk.answerAll();
    assertThat(crowd.placed).extracting(Submission::taskId).containsExactly("b", "c", "d");
  }

  @Test
  void givesBackWhatNoPeerHereCanDoAnyMore() {
    store.submit(List.of(kept("a")));
    tasks.claimMore();
    desk.answerAll();
    crowd.able = _ -> false;
    tasks.sweep(Set.of());
    desk.answerAll();
    assertThat(crowd.withdrawn).containsExactly("a");
    assertThat(ids(store.claim("another", _ -> true, 9))).containsExactly("a");
  }

  @Test
  void goesOnWithATaskThatOthersGaveBackAndItClaimedAgain() {
    store.submit(List.of(kept("a")));
    tasks.claimMore();
    desk.answerAll();
    // they took it for dead
    store.giveBack(PlayedDesk.ME, Set.of());
    tasks.claimMore();
    desk.answerAll();
    assertThat(crowd.placed).hasSize(1);
    crowd.placed.getFirst().owner().finished(failed("a"));
    desk.answerAll();
    assertThat(store.counts().open()).as("its failure counts").isZero();
  }

  @Test
  void findsOutWhatItClaimedWhenTheAnswerWasLost() {
    store.submit(List.of(kept("a")));
    desk.loseAnswers = true;
    tasks.claimMore();
    desk.answerAll();
    assertThat(crowd.placed).isEmpty();
    desk.loseAnswers = false;
    tasks.sweep(Set.of());
    desk.answerAll();
    tasks.sweep(Set.of());
    desk.answerAll();
    assertThat(crowd.placed).extracting(Submission::taskId).containsExactly("a");
  }

  @Test
  void endsATaskThatEndsCoordinators() {
    store.submit(List.of(kept("a")));
    for (var i = 0; i < 10; i++) {
      store.claim("victim" + i, _ -> true, 1);
      store.giveBack("victim" + i, Set.of());
    }
    tasks.claimMore();
    desk.answerAll();
    assertThat(crowd.placed).isEmpty();
    assertThat(store.counts().open()).isZero();
  }

  @Test
  void bringsWhatAnotherCoordinatorsPeersDidAndStopsItsOwn() {
    tasks.submit(submission("t1", "echo"));
    desk.answerAll();
    store.finish(List.of(new Ending("t1", OptionalInt.empty(), KeptForm.of(done("t1")))));
    tasks.over("t1");
    desk.answerAll();
    assertThat(heard.said).containsExactly("accepted t1", "finished t1 true");
    assertThat(crowd.withdrawn).containsExactly("t1");
    crowd.placed.getFirst().owner().finished(failed("t1"));
    desk.answerAll();
    assertThat(heard.said).as("once").hasSize(2);
  }

  @Test
  void leavesItsTasksToOthersWhenItStops() {
    store.submit(List.of(kept("a")));
    tasks.claimMore();
    desk.answerAll();
    tasks.stop();
    crowd.placed.getFirst().owner().finished(failed("a"));
    desk.answerAll();
    assertThat(store.counts().open()).isEqualTo(1);
    tasks.submit(submission("t2", "echo"));
    assertThat(heard.said).containsExactly("refused t2 INTERNAL");
  }

  private Submission submission(String taskId, String type) {
    var task = Task.of(type, new byte[] {1});
    return new Submission(
        taskId,
        "ann",
        "r",
        task,
        new TaskRules(
            new Kind(type, ""), 1, Set.of(), Optional.empty(), Optional.empty(), Optional.empty()),
        1,
        0,
        heard);
  }

  private StoredTask kept(String taskId) {
    return kept(taskId, "echo");
  }

  private StoredTask kept(String taskId, String type) {
    return KeptForm.of(submission(taskId, type));
  }

  private static TaskResult done(String taskId) {
    return new TaskResult(
        taskId,
        new TaskResult.Success(Payload.of(new byte[] {2}), 1, "echo"),
        Optional.of("peer_a"),
        Optional.empty());
  }

  private static TaskResult failed(String taskId) {
    return new TaskResult(
        taskId,
        new TaskResult.Failure("no", Optional.of("attempts_exhausted")),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> ids(List<Claim> claims) {
    return claims.stream().map(c -> c.task().taskId()).toList();
  }

  /** What the gamer is told. */
  private static final class Heard implements TaskOwner {
    private final List<String> said = new ArrayList<>();

    @Override
    public void accepted(String taskId, OptionalLong expectedNanos) {
      said.add("accepted " + taskId);
    }

    @Override
    public void refused(String taskId, Refusal refusal) {
      said.add("refused " + taskId + " " + refusal.code());
    }

    @Override
    public void finished(TaskResult result) {
      said.add("finished " + result.taskId() + " " + result.success());
    }
  }

  private static final class PlayedCrowd implements DurableTasks.Crowd {
    private final List<Submission> placed = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private Predicate<WorkQueue> able = _ -> true;
    private long lanes = 4;

    @Override
    public void place(Submission submission) {
      placed.add(submission);
    }

    @Override
    public void withdraw(String taskId) {
      withdrawn.add(taskId);
    }

    @Override
    public Predicate<WorkQueue> able() {
      return able;
    }

    @Override
    public boolean offersType(String taskType) {
      return false;
    }

    @Override
    public long lanes() {
      return lanes;
    }
  }

  /** A real store in memory, as if it were far away. */
  private final class PlayedDesk implements StoreDesk {
    private static final String ME = "me";

    private final Deque<Runnable> answers = new ArrayDeque<>();
    private boolean away;
    private boolean loseAnswers;

    void answerAll() {
      while (!answers.isEmpty()) {
        answers.remove().run();
      }
    }

    @Override
    public boolean isLocal() {
      return false;
    }

    @Override
    public ClusterView exchange(MemberSheet mine) {
      return new ClusterView(true, Optional.empty(), List.of());
    }

    @Override
    public void submit(StoredTask task, Consumer<Verdict> then) {
      answers.add(() ->
          then.accept(
              away
                  ? Verdict.UNAVAILABLE
                  : store.submit(List.of(task)).isEmpty() ? Verdict.TAKEN : Verdict.FULL));
    }

    @Override
    public void claim(Predicate<WorkQueue> able, int most, Consumer<Optional<List<Claim>>> then) {
      answers.add(() -> {
        var claims = store.claim(ME, able, most);
        then.accept(loseAnswers ? Optional.empty() : Optional.of(claims));
      });
    }

    @Override
    public void finish(Ending ending, Consumer<Boolean> then) {
      answers.add(() -> then.accept(!store.finish(List.of(ending)).isEmpty()));
    }

    @Override
    public void giveBack(Set<String> except, Consumer<Boolean> then) {
      var kept = new HashSet<>(except);
      answers.add(() -> {
        store.giveBack(ME, kept);
        then.accept(true);
      });
    }

    @Override
    public void find(String taskId, Consumer<Answer> then) {
      answers.add(() ->
          then.accept(
              store.find(taskId).<Answer>map(Answer.Known::new).orElseGet(Answer.Unknown::new)));
    }
  }
}
