package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulingPolicy;
import dev.p2c2g.verification.Fault;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.Reputation.Standing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten peers of which three lie, in virtual time: the real scheduler, dispatcher and reputations;
 * only the looking at pictures is played, with as little time for it as a core's tenth gives.
 */
class LiarsTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;

  /** A look takes 25 ms of a thread that may use a quarter of a core. */
  private static final long LOOK_NANOS = 100 * MS;

  private static final long FRAME_NANOS = 8 * MS;
  private static final byte[] PICTURE = Given.jpeg(16, 8);
  private static final PeerProfile PROFILE =
      new PeerProfile(1, Set.of("frame_upscale", "physics"), Set.of("region"), 4, false);

  private final Metrics metrics = new Metrics();
  private final Deque<Check> looks = new ArrayDeque<>();
  private final List<PlayedPeer> peers = new ArrayList<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nowNanos = SECOND;
  private long order;
  private Dispatcher dispatcher = dispatcher(1);
  private int finished;

  private record Due(long atNanos, long order, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return atNanos == other.atNanos
          ? Long.compare(order, other.order)
          : Long.compare(atNanos, other.atNanos);
    }
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void liarsAreFoundWithinFiftyTasksAndHonestPeersLoseNothingInTenThousand(long seed) {
    dispatcher = dispatcher(seed);
    var random = new Random(seed);
    for (int i = 0; i < 10; i++) {
      // from the first result on, after having been good for a while, and every other time
      var habit =
          switch (i) {
            case 3 -> Habit.ALWAYS;
            case 5 -> Habit.AFTER_A_HUNDRED;
            case 8 -> Habit.NOW_AND_THEN;
            default -> Habit.HONEST;
          };
      join("peer_" + i, habit, random);
    }
    every(FRAME_NANOS, 12_000, n -> submitFrame("f" + n));
    every(100 * MS, 4_000, _ -> dispatcher.verification().sweep());
    everyLook();
    run();
    assertThat(finished).isGreaterThan(10_000);
    for (var peer : peers) {
      if (peer.habit == Habit.HONEST) {
        assertThat(standing(peer)).as(peer.id).isEqualTo(Standing.TRUSTED);
        assertThat(peer.expelled).as(peer.id).isFalse();
        assertThat(peer.done).as(peer.id).isGreaterThan(500);
      } else {
        assertThat(standing(peer)).as(peer.id).isEqualTo(Standing.BANNED);
        assertThat(peer.done - peer.doneBeforeLies)
            .as(peer.id)
            .isLessThanOrEqualTo(peer.habit == Habit.NOW_AND_THEN ? 100 : 50);
        assertThat(peer.givenSinceExpelled).as(peer.id).isZero();
      }
    }
  }

  @Test
  void aPeerThatWasBannedMayNotComeBackUnderItsNameUntilItIsPardoned() {
    var random = new Random(1);
    join("liar", Habit.ALWAYS, random);
    dispatcher.verification().ban("liar", "an admin said so");
    assertThat(peers.getFirst().expelled).isTrue();
    var again = join("liar", Habit.HONEST, random);
    assertThat(again.refused).contains("banned");
    dispatcher.verification().pardon("liar");
    var pardoned = join("liar", Habit.HONEST, random);
    assertThat(pardoned.registered).isTrue();
  }

  @Test
  void aDoubtedPeerGetsCanariesAndIsBelievedAgainAfterTenGoodOnes() {
    var random = new Random(1);
    var once = join("once", Habit.ONCE, random);
    join("honest", Habit.HONEST, random);
    every(FRAME_NANOS, 500, n -> submitFrame("f" + n));
    every(100 * MS, 200, _ -> dispatcher.verification().sweep());
    everyLook();
    run();
    assertThat(once.lies).isOne();
    assertThat(once.canaries).isBetween(8, 12);
    assertThat(standing(once)).isEqualTo(Standing.TRUSTED);
  }

  @Test
  void whoIsNotLookedAtForLongGetsWorkOnlyWhenNobodyElseCouldDoIt() {
    join("new", Habit.HONEST, new Random(1));
    every(4 * FRAME_NANOS, 30, n -> submitFrame("f" + n));
    run();
    assertThat(state()).isEqualTo(SchedulerSnapshot.PeerState.DOUBTED);
    var check = looks.remove();
    dispatcher.verification().judged(check, judged(check));
    assertThat(state()).isEqualTo(SchedulerSnapshot.PeerState.ACTIVE);
  }

  private SchedulerSnapshot.PeerState state() {
    return dispatcher.snapshot().peers().getFirst().state();
  }

  @Test
  void rubbishNeverReachesAGamerAndCountsAsALie() {
    var random = new Random(1);
    var broken = join("broken", Habit.RUBBISH, random);
    join("honest", Habit.HONEST, random);
    every(4 * FRAME_NANOS, 200, n -> submitFrame("f" + n));
    every(100 * MS, 60, _ -> dispatcher.verification().sweep());
    everyLook();
    run();
    assertThat(finished).isEqualTo(200);
    assertThat(standing(broken)).isEqualTo(Standing.BANNED);
    // the frame, a canary, and that once more
    assertThat(broken.done).isBetween(2, 3);
  }

  @Test
  void tasksThatCannotBeJudgedAreDoneTwiceAndTheOddOneOutLoses() {
    var random = new Random(1);
    for (int i = 0; i < 5; i++) {
      join("peer_" + i, i == 2 ? Habit.ALWAYS : Habit.HONEST, random);
    }
    every(20 * MS, 600, n -> submitPhysics("p" + n));
    every(100 * MS, 150, _ -> dispatcher.verification().sweep());
    run();
    for (var peer : peers) {
      assertThat(standing(peer))
          .as(peer.id)
          .isEqualTo(peer.habit == Habit.HONEST ? Standing.TRUSTED : Standing.BANNED);
    }
  }

  @Test
  void aPeerThatIsUnreasonablyFastIsLookedAtMoreCloselyAndKeepsItsWorkWhereItIsGood() {
    var random = new Random(1);
    for (int i = 0; i < 4; i++) {
      join("peer_" + i, Habit.HONEST, random);
    }
    var quick = join("quick", Habit.HONEST, random);
    quick.millis = 1;
    every(FRAME_NANOS, 2_000, n -> submitFrame("f" + n));
    everyLook();
    run();
    var row =
        dispatcher.verification().rows().stream()
            .filter(r -> r.who().equals("quick"))
            .findFirst()
            .orElseThrow();
    assertThat(row.fast()).isGreaterThan(20);
    assertThat(row.report().standing()).isEqualTo(Standing.TRUSTED);
  }

  private Dispatcher dispatcher(long seed) {
    var config =
        Given.config()
            .withVerification(
                new VerificationSettings(VerificationSettings.Mode.ON, 16, 25, Set.of("physics")));
    var ids = new TaskIds();
    Checks checks =
        check -> {
          if (looks.stream().anyMatch(c -> c.who().equals(check.who()))) {
            return false;
          }
          if (check.urgent()) {
            looks.addFirst(check);
          } else {
            looks.addLast(check);
          }
          return true;
        };
    return new Dispatcher(
        new SchedulerCore(
            new SchedulerLimits(
                100,
                1_000,
                4,
                5 * SECOND,
                1_000 * SECOND,
                Set.of("frame_upscale", "physics"),
                SchedulingPolicy.DEFAULT)),
        config,
        metrics,
        () -> nowNanos,
        new Verification.Means(checks, ids::nextTask, new Random(seed)),
        Given.desk());
  }

  private PlayedPeer join(String id, Habit habit, Random random) {
    var peer = new PlayedPeer(id, habit, random);
    peers.add(peer);
    dispatcher.join(id, PROFILE, peer);
    return peer;
  }

  private Standing standing(PlayedPeer peer) {
    return dispatcher.verification().rows().stream()
        .collect(Collectors.toMap(Verification.Row::who, r -> r.report().standing()))
        .getOrDefault(peer.id, Standing.NEW);
  }

  private void submitFrame(String id) {
    var params =
        Json.object()
            .put("input_width", 16)
            .put("input_height", 8)
            .put("output_width", 16)
            .put("output_height", 8);
    submit(id, Task.of("frame_upscale", PICTURE, params).withDeadlineMs(500));
  }

  private void submitPhysics(String id) {
    submit(id, Task.of("physics", id.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }

  private void submit(String id, Task task) {
    try {
      var rules = TaskRules.of(task.taskType(), task.data(), task.params(), 1 << 20);
      dispatcher.submit(
          new Submission(
              id,
              "gamer",
              id,
              task,
              rules,
              100,
              nowNanos,
              new SilentOwner(
                  result -> finished += result.outcome() instanceof TaskResult.Success ? 1 : 0)));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private void every(long nanos, int times, java.util.function.IntConsumer what) {
    IntStream.range(0, times).forEach(n -> at(nowNanos + n * nanos, () -> what.accept(n)));
  }

  private void everyLook() {
    every(
        LOOK_NANOS,
        4_000,
        _ -> {
          var check = looks.poll();
          if (check != null) {
            dispatcher.verification().judged(check, judged(check));
          }
        });
  }

  private static Finding judged(Check check) {
    return check.result().algorithmUsed().equals("lie")
        ? new Finding.Lie(Fault.ANOTHER_PICTURE, "played")
        : new Finding.Honest();
  }

  private void at(long nanos, Runnable what) {
    due.add(new Due(nanos, order++, what));
  }

  private void run() {
    for (var next = due.poll(); next != null; next = due.poll()) {
      runTimersUntil(next.atNanos());
      nowNanos = Math.max(nowNanos, next.atNanos());
      next.what().run();
    }
  }

  private void runTimersUntil(long nanos) {
    for (var timer = dispatcher.timerNanos();
        timer.isPresent() && timer.getAsLong() <= nanos;
        timer = dispatcher.timerNanos()) {
      nowNanos = Math.max(nowNanos, timer.getAsLong());
      dispatcher.timerDue(0);
    }
  }

  private enum Habit {
    HONEST,
    ALWAYS,
    AFTER_A_HUNDRED,
    NOW_AND_THEN,
    ONCE,
    RUBBISH
  }

  /** Takes some time for each task, answers every probe at once. */
  private final class PlayedPeer implements PeerPort {
    private final String id;
    private final Habit habit;
    private final Random random;
    private long millis = 20;
    private int done;
    private int doneBeforeLies;
    private int givenSinceExpelled;
    private int lies;
    private int canaries;
    private boolean registered;
    private boolean expelled;
    private String refused = "";

    PlayedPeer(String id, Habit habit, Random random) {
      this.id = id;
      this.habit = habit;
      this.random = random;
    }

    @Override
    public void assign(TaskAssign task) {
      givenSinceExpelled += expelled ? 1 : 0;
      canaries += task.taskId().startsWith("task_") ? 1 : 0;
      // slow days are no lies
      var slow = random.nextInt(50) == 0 ? 100 : 0;
      var nanos = (millis + slow + random.nextInt(3)) * MS;
      at(nowNanos + nanos, () -> answer(task));
    }

    private void answer(TaskAssign task) {
      var lie = isLie();
      done++;
      doneBeforeLies += lies == 0 && !lie ? 1 : 0;
      lies += lie ? 1 : 0;
      var picture =
          task.taskType().equals("physics")
              ? lie ? new byte[] {1} : task.data().toByteArray()
              : habit == Habit.RUBBISH ? new byte[] {1, 2, 3} : PICTURE;
      var outcome = new TaskResult.Success(Payload.of(picture), 10, lie ? "lie" : "cubic");
      dispatcher.result(
          id, this, new TaskResult(task.taskId(), outcome, Optional.of(id), Optional.empty()));
      dispatcher.seen(id, this, 0);
    }

    private boolean isLie() {
      return switch (habit) {
        case HONEST, RUBBISH -> false;
        case ALWAYS -> true;
        case AFTER_A_HUNDRED -> done > 100;
        case NOW_AND_THEN -> random.nextInt(2) == 0;
        case ONCE -> done == 0;
      };
    }

    @Override
    public void registered(String peerId, long heartbeatIntervalMs) {
      registered = true;
    }

    @Override
    public void refused(ErrorMessage why) {
      refused = why.message();
    }

    @Override
    public void cancel(String taskId) {}

    @Override
    public void probe() {
      at(nowNanos, () -> dispatcher.probeAnswered(id, this, MS));
    }

    @Override
    public void drained() {}

    @Override
    public void expelled(short closeCode, String reason) {
      expelled = true;
    }

    @Override
    public Optional<String> subject() {
      return Optional.empty();
    }

    @Override
    public boolean isLocal() {
      return false;
    }
  }
}
