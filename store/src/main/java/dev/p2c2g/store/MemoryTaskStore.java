package dev.p2c2g.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Keeps everything in this process. Outcomes are dropped by age, and the oldest first where they
 * become too many.
 */
public final class MemoryTaskStore implements TaskStore {
  private static final Comparator<Entry> IN_TURN =
      Comparator.comparingInt((Entry entry) -> -entry.task.priority())
          .thenComparingLong(entry -> entry.turn);

  private final StoreSettings.Room room;
  private final LongSupplier nanoClock;

  /** Without an outcome; guarded by {@code this}, as all below. */
  private final Map<String, Entry> open = new HashMap<>();

  private final NavigableSet<Entry> waiting = new TreeSet<>(IN_TURN);
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private final Map<String, Sign> members = new LinkedHashMap<>();
  private long turns;
  private long openBytes;
  private long keptBytes;
  private StoreListener listener = Silence.INSTANCE;

  private record Outcome(String gamerId, ByteBuffer bytes, long atNanos) {}

  private record Sign(String about, long atNanos) {}

  private static final class Entry {
    private final StoredTask task;
    private long turn;
    private int claims;
    private Optional<String> member = Optional.empty();

    Entry(StoredTask task, long turn) {
      this.task = task;
      this.turn = turn;
    }
  }

  /** Nobody listens. */
  private enum Silence implements StoreListener {
    INSTANCE;

    @Override
    public void workArrived() {}

    @Override
    public void finished(String taskId) {}

    @Override
    public void mayHaveMissed() {}
  }

  public MemoryTaskStore(StoreSettings.Room room, LongSupplier nanoClock) {
    this.room = room;
    this.nanoClock = nanoClock;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public Set<String> submit(List<StoredTask> tasks) {
    var refused = new HashSet<String>();
    StoreListener hears;
    synchronized (this) {
      for (var task : tasks) {
        if (!isKnown(task.taskId()) && !enter(task)) {
          refused.add(task.taskId());
        }
      }
      hears = listener;
    }
    if (refused.size() < tasks.size()) {
      hears.workArrived();
    }
    return refused;
  }

  @Override
  public synchronized List<Claim> claim(String member, Predicate<WorkQueue> able, int most) {
    var claims = new ArrayList<Claim>();
    var next = waiting.iterator();
    while (next.hasNext() && claims.size() < most) {
      var entry = next.next();
      if (able.test(entry.task.queue())) {
        next.remove();
        entry.member = Optional.of(member);
        entry.claims++;
        claims.add(new Claim(entry.task, entry.claims));
      }
    }
    return claims;
  }

  @Override
  public Set<String> finish(List<Ending> endings) {
    var taken = new HashSet<String>();
    StoreListener hears;
    synchronized (this) {
      for (var ending : endings) {
        if (end(ending)) {
          taken.add(ending.taskId());
        }
      }
      dropOldest();
      hears = listener;
    }
    taken.forEach(hears::finished);
    return taken;
  }

  @Override
  public int giveBack(String member, Set<String> except) {
    List<Entry> back;
    StoreListener hears;
    synchronized (this) {
      back =
          open.values().stream()
              .filter(e -> e.member.equals(Optional.of(member)))
              .filter(e -> !except.contains(e.task.taskId()))
              .sorted(IN_TURN)
              .toList();
      for (var entry : back) {
        entry.member = Optional.empty();
        entry.turn = turns++;
        waiting.add(entry);
      }
      hears = listener;
    }
    if (!back.isEmpty()) {
      hears.workArrived();
    }
    return back.size();
  }

  @Override
  public synchronized Optional<FoundTask> find(String taskId) {
    dropOldest();
    var entry = open.get(taskId);
    if (entry != null) {
      var state =
          entry.member.<TaskState>map(TaskState.Claimed::new).orElseGet(TaskState.Waiting::new);
      return Optional.of(new FoundTask(entry.task.gamerId(), state));
    }
    return Optional.ofNullable(outcomes.get(taskId))
        .map(o -> new FoundTask(o.gamerId(), new TaskState.Over(o.bytes())));
  }

  @Override
  public synchronized void alive(String member, String about) {
    members.put(member, new Sign(about, nanoClock.getAsLong()));
  }

  @Override
  public synchronized List<Member> members() {
    var now = nanoClock.getAsLong();
    return members.entrySet().stream()
        .map(m ->
            new Member(
                m.getKey(), m.getValue().about(), Duration.ofNanos(now - m.getValue().atNanos())))
        .toList();
  }

  @Override
  public synchronized void forget(String member) {
    members.remove(member);
  }

  @Override
  public synchronized StoreCounts counts() {
    return new StoreCounts(waiting.size(), open.size() - waiting.size(), openBytes);
  }

  @Override
  public synchronized void tidy() {
    dropOldest();
  }

  @Override
  public void listen(StoreListener hears) {
    synchronized (this) {
      listener = hears;
    }
    hears.mayHaveMissed();
  }

  @Override
  public synchronized void close() {
    listener = Silence.INSTANCE;
  }

  private boolean isKnown(String taskId) {
    return open.containsKey(taskId) || outcomes.containsKey(taskId);
  }

  private boolean enter(StoredTask task) {
    if (open.size() >= room.openTasks() || openBytes + task.size() > room.openBytes()) {
      return false;
    }
    var entry = new Entry(task, turns++);
    open.put(task.taskId(), entry);
    waiting.add(entry);
    openBytes += task.size();
    return true;
  }

  private boolean end(Ending ending) {
    var entry = open.get(ending.taskId());
    if (entry == null || !isTheirs(entry, ending)) {
      return false;
    }
    open.remove(ending.taskId());
    waiting.remove(entry);
    openBytes -= entry.task.size();
    keptBytes += ending.outcome().remaining();
    outcomes.put(
        ending.taskId(),
        new Outcome(entry.task.gamerId(), ending.outcome(), nanoClock.getAsLong()));
    return true;
  }

  private static boolean isTheirs(Entry entry, Ending ending) {
    return ending.onlyOfClaim().isEmpty()
        || (entry.member.isPresent() && ending.onlyOfClaim().getAsInt() == entry.claims);
  }

  private void dropOldest() {
    var oldest = outcomes.values().iterator();
    while (oldest.hasNext()) {
      var next = oldest.next();
      var tooOld = nanoClock.getAsLong() - next.atNanos() > room.keep().toNanos();
      if (!tooOld && outcomes.size() <= room.keptOutcomes() && keptBytes <= room.keptBytes()) {
        return;
      }
      keptBytes -= next.bytes().remaining();
      oldest.remove();
    }
  }
}
