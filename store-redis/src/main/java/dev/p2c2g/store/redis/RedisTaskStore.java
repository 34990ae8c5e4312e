package dev.p2c2g.store.redis;

import static dev.p2c2g.store.redis.RedisKeys.bytes;
import static dev.p2c2g.store.redis.RedisKeys.text;

import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.FoundTask;
import dev.p2c2g.store.Member;
import dev.p2c2g.store.StoreCounts;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreListener;
import dev.p2c2g.store.StoreSettings;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.Subscription;
import dev.p2c2g.store.TaskState;
import dev.p2c2g.store.TaskStore;
import dev.p2c2g.store.WorkQueue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A hash for each task, a stream for each queue and priority, whose pending entries are the claims.
 * Every change is one script, so that it is made whole or not at all, and many go in one pipeline.
 */
final class RedisTaskStore implements TaskStore {
  private static final String BETWEEN = "|";

  private final UnifiedJedis redis;
  private final RedisKeys keys;
  private final StoreSettings.Room room;

  /** What the last claim said; the next one says whether it was right. */
  private volatile Set<String> streams = Set.of();

  private volatile Optional<RedisEvents> events = Optional.empty();

  RedisTaskStore(UnifiedJedis redis, RedisKeys keys, StoreSettings.Room room) {
    this.redis = redis;
    this.keys = keys;
    this.room = room;
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public Set<String> submit(List<StoredTask> tasks) throws StoreException {
    var answers =
        all(
            RedisScript.SUBMIT,
            tasks,
            StoredTask::taskId,
            task ->
                List.of(
                    keys.task(task.taskId()),
                    keys.stream(streamOf(task)),
                    keys.streams(),
                    keys.counters()),
            task ->
                List.of(
                    bytes(task.taskId()),
                    bytes(task.gamerId()),
                    bytes(task.queue().name()),
                    bytes(Integer.toString(task.priority())),
                    array(task.content()),
                    bytes(Long.toString(room.openTasks())),
                    bytes(Long.toString(room.openBytes()))));
    asked(() -> redis.publish(keys.channel(), Subscription.work()));
    answers.values().removeIf(taken -> taken);
    return Set.copyOf(answers.keySet());
  }

  @Override
  public List<Claim> claim(String member, Predicate<WorkQueue> able, int most)
      throws StoreException {
    var before = streams;
    var claims = claimFrom(before, member, able, most);
    if (claims.isEmpty() && !streams.equals(before)) {
      return claimFrom(streams, member, able, most);
    }
    return claims;
  }

  private List<Claim> claimFrom(
      Set<String> names, String member, Predicate<WorkQueue> able, int most) throws StoreException {
    var from = new ArrayList<byte[]>(List.of(keys.streams(), keys.counters(), keys.seen()));
    names.stream()
        .filter(name -> able.test(queueOf(name)))
        .sorted(Comparator.reverseOrder())
        .map(keys::stream)
        .forEach(from::add);
    var args = List.of(bytes(member), bytes(Integer.toString(most)), keys.taskPrefix());
    var answer = (List<?>) asked(() -> RedisScript.CLAIM.run(redis, from, args));
    var now = new HashSet<String>();
    ((List<?>) answer.get(0)).forEach(name -> now.add(text(name)));
    streams = Set.copyOf(now);
    return ((List<?>) answer.get(1)).stream().map(c -> claim((List<?>) c)).toList();
  }

  @Override
  public Set<String> finish(List<Ending> endings) throws StoreException {
    var answers =
        all(
            RedisScript.FINISH,
            endings,
            Ending::taskId,
            ending -> List.of(keys.task(ending.taskId()), keys.counters(), keys.streams()),
            ending ->
                List.of(
                    bytes(ending.taskId()),
                    bytes(
                        ending.onlyOfClaim().isPresent()
                            ? Integer.toString(ending.onlyOfClaim().getAsInt())
                            : ""),
                    array(ending.outcome()),
                    bytes(Long.toString(room.keep().toMillis())),
                    keys.streamPrefix(),
                    bytes(keys.channel())));
    answers.values().removeIf(taken -> !taken);
    return Set.copyOf(answers.keySet());
  }

  @Override
  public int giveBack(String member, Set<String> except) throws StoreException {
    var from = new ArrayList<byte[]>(List.of(keys.counters()));
    from.addAll(allStreams());
    var args =
        new ArrayList<byte[]>(List.of(bytes(member), keys.taskPrefix(), bytes(keys.channel())));
    except.forEach(id -> args.add(bytes(id)));
    return ((Long) asked(() -> RedisScript.GIVE_BACK.run(redis, from, args))).intValue();
  }

  @Override
  public Optional<FoundTask> find(String taskId) throws StoreException {
    var fields =
        asked(() ->
            redis.hmget(
                keys.task(taskId),
                bytes("gamer"),
                bytes("state"),
                bytes("member"),
                bytes("outcome")));
    if (Optional.ofNullable(fields.get(1)).isEmpty()) {
      return Optional.empty();
    }
    TaskState state =
        switch (text(fields.get(1))) {
          case "waiting" -> new TaskState.Waiting();
          case "claimed" -> new TaskState.Claimed(text(fields.get(2)));
          default -> new TaskState.Over(ByteBuffer.wrap(fields.get(3)));
        };
    return Optional.of(new FoundTask(text(fields.get(0)), state));
  }

  @Override
  public void alive(String member, String about) throws StoreException {
    var _ =
        asked(() ->
            RedisScript.ALIVE.run(
                redis, List.of(keys.members(), keys.seen()), List.of(bytes(member), bytes(about))));
  }

  @Override
  public List<Member> members() throws StoreException {
    var rows =
        (List<?>)
            asked(() ->
                RedisScript.MEMBERS.run(redis, List.of(keys.members(), keys.seen()), List.of()));
    return rows.stream().map(row -> member((List<?>) row)).toList();
  }

  @Override
  public void forget(String member) throws StoreException {
    var from = new ArrayList<byte[]>(List.of(keys.members(), keys.seen()));
    from.addAll(allStreams());
    var _ = asked(() -> RedisScript.FORGET.run(redis, from, List.of(bytes(member))));
  }

  @Override
  public StoreCounts counts() throws StoreException {
    var fields =
        asked(() -> redis.hmget(keys.counters(), bytes("open"), bytes("claimed"), bytes("bytes")));
    var open = number(fields.get(0));
    var claimed = number(fields.get(1));
    return new StoreCounts(open - claimed, claimed, number(fields.get(2)));
  }

  /** The server does it by itself. */
  @Override
  public void tidy() {}

  @Override
  public void listen(StoreListener listener) {
    var hearing = new RedisEvents(redis, keys.channel(), listener);
    events = Optional.of(hearing);
    hearing.start();
  }

  @Override
  public void close() {
    events.ifPresent(RedisEvents::close);
    redis.close();
  }

  /** Runs a script for each in one go; by the id of each, whether it answered with 1. */
  private <T> Map<String, Boolean> all(
      RedisScript script,
      List<T> each,
      Function<T, String> id,
      Function<T, List<byte[]>> keysOf,
      Function<T, List<byte[]>> argsOf)
      throws StoreException {
    return asked(() -> {
      var answers = new ArrayList<Response<Object>>(each.size());
      try (AbstractPipeline pipeline = redis.pipelined()) {
        each.forEach(
            one -> answers.add(script.queue(pipeline, keysOf.apply(one), argsOf.apply(one))));
        pipeline.sync();
      }
      var taken = new HashMap<String, Boolean>();
      for (var i = 0; i < each.size(); i++) {
        var one = each.get(i);
        var yes =
            isYes(answers.get(i), () -> script.run(redis, keysOf.apply(one), argsOf.apply(one)));
        // of two for the same task only one can be a yes
        taken.merge(id.apply(one), yes, Boolean::logicalOr);
      }
      return taken;
    });
  }

  /**
   * A server that restarted does not know the script any more; then it is sent once more, whole.
   */
  private static boolean isYes(Response<Object> answer, Supplier<Object> again) {
    Object said;
    try {
      said = answer.get();
    } catch (JedisNoScriptException _) {
      said = again.get();
    }
    return said.equals(1L);
  }

  private List<byte[]> allStreams() throws StoreException {
    return asked(() -> redis.smembers(keys.streams())).stream()
        .map(name -> keys.stream(text(name)))
        .toList();
  }

  private static <T> T asked(Supplier<T> question) throws StoreException {
    try {
      return question.get();
    } catch (JedisException e) {
      throw RedisServer.failed(e);
    }
  }

  private static Claim claim(List<?> fields) {
    var task =
        new StoredTask(
            text(fields.get(0)),
            text(fields.get(2)),
            WorkQueue.ofName(text(fields.get(3))),
            Integer.parseInt(text(fields.get(4))),
            ByteBuffer.wrap((byte[]) fields.get(5)));
    return new Claim(task, ((Long) fields.get(1)).intValue());
  }

  private static Member member(List<?> fields) {
    return new Member(
        text(fields.get(0)),
        text(fields.get(1)),
        Duration.ofMillis(Math.max(0, (Long) fields.get(2))));
  }

  /** One digit of priority first, so that names in reverse order are streams by priority. */
  private static String streamOf(StoredTask task) {
    return task.priority() + BETWEEN + task.queue().name();
  }

  private static WorkQueue queueOf(String stream) {
    return WorkQueue.ofName(stream.substring(stream.indexOf(BETWEEN) + 1));
  }

  private static long number(byte[] field) {
    return Optional.ofNullable(field).map(f -> Long.parseLong(text(f))).orElse(0L);
  }

  private static byte[] array(ByteBuffer content) {
    var bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }
}
