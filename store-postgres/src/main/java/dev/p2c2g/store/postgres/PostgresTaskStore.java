package dev.p2c2g.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.FoundTask;
import dev.p2c2g.store.Member;
import dev.p2c2g.store.StoreCounts;
import dev.p2c2g.store.StoreException;
import dev.p2c2g.store.StoreListener;
import dev.p2c2g.store.StoreSettings.Room;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.Subscription;
import dev.p2c2g.store.TaskState;
import dev.p2c2g.store.TaskStore;
import dev.p2c2g.store.WorkQueue;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A row for each task; what belongs together is one transaction. */
final class PostgresTaskStore implements TaskStore {
  private static final long NAMES_FRESH_NANOS = 200_000_000;

  private final HikariDataSource source;
  private final PostgresEvents.Connector connector;
  private final String channel;
  private final Room room;
  private final Fullness fullness;

  /** Queues in which something waited a moment ago. */
  private volatile Names names = new Names(Set.of(), System.nanoTime() - NAMES_FRESH_NANOS);

  private volatile Optional<Subscription> events = Optional.empty();

  private record Names(Set<String> queues, long atNanos) {}

  private record Turn(Claim claim, long turn) {}

  /** Something to be done in one transaction. */
  @FunctionalInterface
  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  PostgresTaskStore(
      HikariDataSource source, PostgresEvents.Connector connector, String namespace, Room room) {
    this.source = source;
    this.connector = connector;
    this.channel = namespace;
    this.room = room;
    this.fullness = new Fullness(room, System::nanoTime);
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public Set<String> submit(List<StoredTask> tasks) throws StoreException {
    return transaction(connection -> {
      var tooMany = fullness.take(tasks, () -> counts(connection));
      var refused = new HashSet<String>();
      try (var insert = connection.prepareStatement(Sql.INSERT)) {
        for (var task : tasks) {
          if (!tooMany.contains(task.taskId())) {
            add(insert, task);
          } else if (!isKnown(connection, task.taskId())) {
            refused.add(task.taskId());
          }
        }
        insert.executeBatch();
      }
      tell(connection, List.of(Subscription.work()));
      return Set.copyOf(refused);
    });
  }

  private static void add(PreparedStatement insert, StoredTask task) throws SQLException {
    insert.setString(1, task.taskId());
    insert.setString(2, task.gamerId());
    insert.setString(3, task.queue().name());
    insert.setInt(4, task.priority());
    insert.setInt(5, task.size());
    insert.setBytes(6, array(task.content()));
    insert.addBatch();
  }

  @Override
  public List<Claim> claim(String member, Predicate<WorkQueue> able, int most)
      throws StoreException {
    return transaction(connection -> {
      var known = names;
      var fresh = System.nanoTime() - known.atNanos() < NAMES_FRESH_NANOS;
      var claims = fresh ? claim(connection, known.queues(), member, able, most) : List.<Claim>of();
      if (claims.isEmpty()) {
        names = new Names(queues(connection), System.nanoTime());
        claims = claim(connection, names.queues(), member, able, most);
      }
      if (!claims.isEmpty()) {
        update(connection, Sql.TOUCH, member);
      }
      return claims;
    });
  }

  private static List<Claim> claim(
      Connection connection, Set<String> queues, String member, Predicate<WorkQueue> able, int most)
      throws SQLException {
    var from = queues.stream().filter(name -> able.test(WorkQueue.ofName(name))).toList();
    if (from.isEmpty()) {
      return List.of();
    }
    try (var claim = connection.prepareStatement(Sql.CLAIM)) {
      claim.setArray(1, connection.createArrayOf("text", from.toArray()));
      claim.setInt(2, most);
      claim.setString(3, member);
      var turns = new ArrayList<Turn>();
      try (var rows = claim.executeQuery()) {
        while (rows.next()) {
          turns.add(turn(rows));
        }
      }
      turns.sort(
          Comparator.comparingInt((Turn t) -> -t.claim().task().priority())
              .thenComparingLong(Turn::turn));
      return turns.stream().map(Turn::claim).toList();
    }
  }

  @Override
  public Set<String> finish(List<Ending> endings) throws StoreException {
    // always in the same order: two batches with the same tasks then wait, and do not deadlock
    var sorted = endings.stream().sorted(Comparator.comparing(Ending::taskId)).toList();
    return transaction(connection -> {
      var taken = new HashSet<String>();
      try (var finish = connection.prepareStatement(Sql.FINISH)) {
        for (var ending : sorted) {
          var only = ending.onlyOfClaim().orElse(-1);
          finish.setBytes(1, array(ending.outcome()));
          finish.setLong(2, room.keep().toMillis());
          finish.setString(3, ending.taskId());
          finish.setInt(4, only);
          finish.setInt(5, only);
          finish.setInt(6, only);
          finish.addBatch();
        }
        var counts = finish.executeBatch();
        for (var i = 0; i < counts.length; i++) {
          if (counts[i] == 1) {
            taken.add(sorted.get(i).taskId());
          }
        }
      }
      tell(connection, taken.stream().map(Subscription::over).toList());
      return Set.copyOf(taken);
    });
  }

  @Override
  public int giveBack(String member, Set<String> except) throws StoreException {
    return transaction(connection -> {
      try (var back = connection.prepareStatement(Sql.GIVE_BACK)) {
        back.setString(1, member);
        back.setArray(2, connection.createArrayOf("text", except.toArray()));
        var count = back.executeUpdate();
        tell(connection, count > 0 ? List.of(Subscription.work()) : List.of());
        return count;
      }
    });
  }

  @Override
  public Optional<FoundTask> find(String taskId) throws StoreException {
    return transaction(connection -> {
      try (var find = connection.prepareStatement(Sql.FIND)) {
        find.setString(1, taskId);
        try (var rows = find.executeQuery()) {
          return rows.next() ? Optional.of(found(rows)) : Optional.empty();
        }
      }
    });
  }

  @Override
  public void alive(String member, String about) throws StoreException {
    var _ = transaction(connection -> update(connection, Sql.ALIVE, member, about));
  }

  @Override
  public List<Member> members() throws StoreException {
    return transaction(connection -> {
      var members = new ArrayList<Member>();
      try (var select = connection.prepareStatement(Sql.MEMBERS);
          var rows = select.executeQuery()) {
        while (rows.next()) {
          members.add(
              new Member(
                  rows.getString(1),
                  rows.getString(2),
                  Duration.ofMillis(Math.max(0, rows.getLong(3)))));
        }
      }
      return members;
    });
  }

  @Override
  public void forget(String member) throws StoreException {
    var _ = transaction(connection -> update(connection, Sql.FORGET, member, member));
  }

  @Override
  public StoreCounts counts() throws StoreException {
    return transaction(PostgresTaskStore::counts);
  }

  @Override
  public void tidy() throws StoreException {
    var _ = transaction(connection -> update(connection, Sql.TIDY));
  }

  @Override
  public void listen(StoreListener listener) {
    var hearing = PostgresEvents.of(connector, channel, listener);
    events = Optional.of(hearing);
    hearing.start();
  }

  @Override
  public void close() {
    events.ifPresent(Subscription::close);
    source.close();
  }

  private <T> T transaction(Work<T> work) throws StoreException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw PostgresServer.failed(e);
    }
  }

  private static int update(Connection connection, String sql, String... values)
      throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        update.setString(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }

  private void tell(Connection connection, Collection<String> said) throws SQLException {
    if (said.isEmpty()) {
      return;
    }
    try (var tell = connection.prepareStatement(Sql.NOTIFY)) {
      tell.setString(1, channel);
      tell.setArray(2, connection.createArrayOf("text", said.toArray()));
      tell.execute();
    }
  }

  private static Set<String> queues(Connection connection) throws SQLException {
    var queues = new HashSet<String>();
    try (var select = connection.prepareStatement(Sql.QUEUES);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        queues.add(rows.getString(1));
      }
    }
    return queues;
  }

  private static StoreCounts counts(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(Sql.COUNTS);
        var rows = select.executeQuery()) {
      rows.next();
      return new StoreCounts(rows.getLong(1), rows.getLong(2), rows.getLong(3));
    }
  }

  private static boolean isKnown(Connection connection, String taskId) throws SQLException {
    try (var select = connection.prepareStatement("select 1 from tasks where id = ?")) {
      select.setString(1, taskId);
      try (var rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static Turn turn(ResultSet row) throws SQLException {
    var task =
        new StoredTask(
            row.getString(1),
            row.getString(2),
            WorkQueue.ofName(row.getString(3)),
            row.getInt(4),
            ByteBuffer.wrap(row.getBytes(6)));
    return new Turn(new Claim(task, row.getInt(5)), row.getLong(7));
  }

  private static FoundTask found(ResultSet row) throws SQLException {
    TaskState state =
        switch (row.getInt(2)) {
          case 0 -> new TaskState.Waiting();
          case 1 -> new TaskState.Claimed(row.getString(3));
          default -> new TaskState.Over(ByteBuffer.wrap(row.getBytes(4)));
        };
    return new FoundTask(row.getString(1), state);
  }

  private static byte[] array(ByteBuffer content) {
    var bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }
}
