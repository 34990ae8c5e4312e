package dev.p2c2g.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store must do; each has a test that extends this one. */
@Timeout(120)
public abstract class TaskStoreContract {
  protected static final StoreSettings.Room ROOM =
      new StoreSettings.Room(20_000, 64 << 20, Duration.ofMinutes(10), 1_000, 64 << 20);

  private static final WorkQueue PLAIN = new WorkQueue("frame_upscale", Set.of());
  private static final WorkQueue NETWORK =
      new WorkQueue("frame_upscale", Set.of("region", "algorithm:m"));

  private static final int WORKERS = 8;
  private static final int MANY = 10_000;
  private static final int BATCH = 25;

  /** An empty store; it is closed by the test. */
  protected abstract TaskStore open(StoreSettings.Room room) throws Exception;

  /** The same store as another process sees it; closed by the test. */
  protected abstract TaskStore another(TaskStore opened) throws Exception;

  @Test
  void handsOutByPriorityThenInOrder() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", 5), task("b", 5), task("c", 9), task("d", 0)));
      assertThat(ids(store.claim("me", _ -> true, 3))).containsExactly("c", "a", "b");
      assertThat(ids(store.claim("me", _ -> true, 3))).containsExactly("d");
      assertThat(store.claim("me", _ -> true, 3)).isEmpty();
    }
  }

  @Test
  void handsOutOnlyWhatTheMemberIsAbleToDo() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", NETWORK), task("b", PLAIN)));
      assertThat(ids(store.claim("me", PLAIN::equals, 5))).containsExactly("b");
      var claim = store.claim("me", q -> q.features().contains("algorithm:m"), 5).getFirst();
      assertThat(claim.task().queue()).isEqualTo(NETWORK);
    }
  }

  @Test
  void bringsBackEveryByteAndName() throws Exception {
    var content = new byte[3 << 20];
    new Random(7).nextBytes(content);
    var task = new StoredTask("big", "ann's \"1\"", PLAIN, 3, ByteBuffer.wrap(content));
    try (var store = open(ROOM);
        var other = another(store)) {
      store.submit(List.of(task));
      var claim = other.claim("me", _ -> true, 1).getFirst();
      assertThat(claim.task()).isEqualTo(task);
      assertThat(claim.number()).isEqualTo(1);
      other.finish(List.of(new Ending("big", OptionalInt.empty(), ByteBuffer.wrap(content))));
      var found = store.find("big").orElseThrow();
      assertThat(found.gamerId()).isEqualTo("ann's \"1\"");
      assertThat(found.state()).isEqualTo(new TaskState.Over(ByteBuffer.wrap(content)));
    }
  }

  @Test
  void tellsHowFarATaskIs() throws Exception {
    try (var store = open(ROOM)) {
      assertThat(store.find("a")).isEmpty();
      store.submit(List.of(task("a", 5), task("b", 5)));
      assertThat(stateOf(store, "a")).isEqualTo(new TaskState.Waiting());
      store.claim("me", _ -> true, 1);
      assertThat(stateOf(store, "a")).isEqualTo(new TaskState.Claimed("me"));
      assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 20));
      store.finish(List.of(ending("a", "done")));
      assertThat(stateOf(store, "a")).isEqualTo(new TaskState.Over(bytes("done")));
      assertThat(store.counts()).isEqualTo(new StoreCounts(1, 0, 10));
    }
  }

  @Test
  void keepsTheFirstOfSeveralOutcomes() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", 5)));
      store.claim("me", _ -> true, 1);
      assertThat(store.finish(List.of(ending("a", "one"), ending("a", "two"))))
          .containsExactly("a");
      assertThat(store.finish(List.of(ending("a", "three"), ending("unknown", "x")))).isEmpty();
      assertThat(stateOf(store, "a")).isEqualTo(new TaskState.Over(bytes("one")));
    }
  }

  @Test
  void takesAFailureOnlyFromWhoeverHasTheTaskNow() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", 5)));
      assertThat(store.finish(List.of(new Ending("a", OptionalInt.of(1), bytes("unclaimed")))))
          .isEmpty();
      store.claim("slow", _ -> true, 1);
      store.giveBack("slow", Set.of());
      assertThat(store.finish(List.of(new Ending("a", OptionalInt.of(1), bytes("unclaimed")))))
          .isEmpty();
      assertThat(store.claim("quick", _ -> true, 1).getFirst().number()).isEqualTo(2);
      assertThat(store.finish(List.of(new Ending("a", OptionalInt.of(1), bytes("failed")))))
          .isEmpty();
      assertThat(store.finish(List.of(new Ending("a", OptionalInt.of(2), bytes("failed too")))))
          .containsExactly("a");
    }
  }

  @Test
  void takesAGoodOutcomeFromWhoeverLostTheTask() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", 5)));
      store.claim("slow", _ -> true, 1);
      store.giveBack("slow", Set.of());
      assertThat(store.finish(List.of(ending("a", "good")))).containsExactly("a");
      assertThat(store.claim("quick", _ -> true, 1)).isEmpty();
      assertThat(store.counts().open()).isZero();
    }
  }

  @Test
  void handsOutNothingThatIsOver() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", 5), task("b", 5)));
      assertThat(store.finish(List.of(ending("a", "cancelled")))).containsExactly("a");
      assertThat(ids(store.claim("me", _ -> true, 5))).containsExactly("b");
    }
  }

  @Test
  void givesBackWhatAMemberHadButForWhatItGoesOnWith() throws Exception {
    try (var store = open(ROOM);
        var other = another(store)) {
      store.submit(List.of(task("a", 5), task("b", 9), task("c", 5), task("d", 5)));
      store.claim("dead", _ -> true, 3);
      other.claim("alive", _ -> true, 1);
      assertThat(other.giveBack("dead", Set.of("c"))).isEqualTo(2);
      assertThat(other.giveBack("dead", Set.of("c"))).isZero();
      var again = other.claim("alive", _ -> true, 5);
      assertThat(ids(again)).containsExactly("b", "a");
      assertThat(again).allMatch(claim -> claim.number() == 2);
      assertThat(stateOf(store, "c")).isEqualTo(new TaskState.Claimed("dead"));
      assertThat(stateOf(store, "d")).isEqualTo(new TaskState.Claimed("alive"));
    }
  }

  @Test
  void takesATaskOnlyOnce() throws Exception {
    try (var store = open(ROOM)) {
      store.submit(List.of(task("a", 5)));
      assertThat(store.submit(List.of(task("a", 5)))).isEmpty();
      assertThat(store.claim("me", _ -> true, 5)).hasSize(1);
      store.finish(List.of(ending("a", "done")));
      assertThat(store.submit(List.of(task("a", 5)))).isEmpty();
      assertThat(store.claim("me", _ -> true, 5)).isEmpty();
    }
  }

  @Test
  void refusesWhatThereIsNoRoomFor() throws Exception {
    var small = new StoreSettings.Room(3, 1_000, Duration.ofMinutes(1), 10, 1_000);
    try (var store = open(small)) {
      assertThat(store.submit(List.of(task("a", 5), task("b", 5)))).isEmpty();
      var large = new StoredTask("large", "ann", PLAIN, 5, ByteBuffer.allocate(990));
      assertThat(store.submit(List.of(large, task("c", 5), task("d", 5))))
          .containsExactlyInAnyOrder("large", "d");
      store.claim("me", _ -> true, 1);
      store.finish(List.of(ending("a", "done")));
      assertThat(store.submit(List.of(task("d", 5)))).isEmpty();
    }
  }

  @Test
  void forgetsAnOutcomeThatIsTooOld() throws Exception {
    var brief = new StoreSettings.Room(10, 1_000, Duration.ofMillis(200), 10, 1_000);
    try (var store = open(brief)) {
      store.submit(List.of(task("a", 5)));
      store.finish(List.of(ending("a", "done")));
      await().atMost(Duration.ofSeconds(10)).until(() -> store.find("a").isEmpty());
    }
  }

  @Test
  void knowsItsMembersAndForHowLongTheyAreSilent() throws Exception {
    try (var store = open(ROOM);
        var other = another(store)) {
      store.alive("one", "{\"lanes\":1}");
      store.alive("two", "{\"lanes\":2}");
      other.alive("one", "{\"lanes\":3}");
      assertThat(store.members())
          .extracting(m -> m.id() + m.about())
          .containsExactlyInAnyOrder("one{\"lanes\":3}", "two{\"lanes\":2}");
      assertThat(store.members())
          .allMatch(m -> m.silent().compareTo(Duration.ofSeconds(5)) < 0)
          .allMatch(m -> !m.silent().isNegative());
      await().until(() -> store.members().stream().allMatch(m -> m.silent().toMillis() >= 50));
      other.forget("one");
      assertThat(store.members()).extracting(Member::id).containsExactly("two");
    }
  }

  @Test
  void saysWhenThereIsWorkAndWhenATaskIsOver() throws Exception {
    try (var store = open(ROOM);
        var other = another(store)) {
      var heard = new Heard();
      other.listen(heard);
      await().until(() -> heard.listens);
      store.submit(List.of(task("a", 5)));
      await().until(() -> heard.works.get() > 0);
      store.claim("me", _ -> true, 1);
      var before = heard.works.get();
      store.giveBack("me", Set.of());
      await().until(() -> heard.works.get() > before);
      store.finish(List.of(ending("a", "done")));
      await().until(() -> heard.over.contains("a"));
    }
  }

  @Test
  void handsEachTaskToOneOfManyAtATimeAndLosesNone() throws Exception {
    try (var store = open(ROOM);
        var workers = Executors.newFixedThreadPool(WORKERS)) {
      var taken = new ConcurrentLinkedQueue<String>();
      var ended = ConcurrentHashMap.<String>newKeySet();
      var running = new ArrayList<Future<?>>();
      for (var w = 0; w < WORKERS; w++) {
        var worker = "worker" + w;
        running.add(
            workers.submit(() -> {
              work(store, worker, taken, ended);
              return worker;
            }));
      }
      var all =
          new ArrayList<>(IntStream.range(0, MANY).mapToObj(i -> task("t" + i, i % 10)).toList());
      Collections.shuffle(all, new Random(5));
      for (var i = 0; i < MANY; i += 500) {
        assertThat(store.submit(all.subList(i, i + 500))).isEmpty();
      }
      for (var end : running) {
        end.get();
      }
      assertThat(taken).hasSize(MANY).doesNotHaveDuplicates();
      assertThat(ended).hasSize(MANY);
      assertThat(store.counts()).isEqualTo(new StoreCounts(0, 0, 0));
    }
  }

  private static void work(
      TaskStore store, String worker, ConcurrentLinkedQueue<String> taken, Set<String> ended)
      throws Exception {
    while (ended.size() < MANY) {
      var claims = store.claim(worker, _ -> true, BATCH);
      taken.addAll(ids(claims));
      var endings = claims.stream().map(c -> ending(c.task().taskId(), worker)).toList();
      ended.addAll(store.finish(endings));
    }
  }

  /** What a listener heard. */
  private static final class Heard implements StoreListener {
    private final AtomicInteger works = new AtomicInteger();
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private volatile boolean listens;

    @Override
    public void workArrived() {
      works.incrementAndGet();
    }

    @Override
    public void finished(String taskId) {
      over.add(taskId);
    }

    @Override
    public void mayHaveMissed() {
      listens = true;
    }
  }

  protected static StoredTask task(String id, int priority) {
    return new StoredTask(id, "ann", PLAIN, priority, bytes("0123456789"));
  }

  private static StoredTask task(String id, WorkQueue queue) {
    return new StoredTask(id, "ann", queue, 5, bytes("0123456789"));
  }

  protected static Ending ending(String id, String outcome) {
    return new Ending(id, OptionalInt.empty(), bytes(outcome));
  }

  protected static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  protected static TaskState stateOf(TaskStore store, String id) throws StoreException {
    return store.find(id).orElseThrow().state();
  }

  protected static List<String> ids(List<Claim> claims) {
    return claims.stream().map(claim -> claim.task().taskId()).toList();
  }
}
