package dev.p2c2g.store.postgres;

/** What is said to the server; the schema is the connection's own. */
final class Sql {
  static final String INSERT =
      """
      insert into tasks (id, gamer, queue, priority, size, content) values (?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  static final String CLAIM =
      """
      with next as (
        select id from tasks where state = 0 and queue = any (?)
        order by priority desc, turn limit ? for update skip locked)
      update tasks t set state = 1, member = ?, claims = claims + 1 from next where t.id = next.id
      returning t.id, gamer, queue, priority, claims, content, turn
      """;

  /** Who holds something is a member, whoever forgot it. */
  static final String TOUCH =
      """
      insert into members values (?, '', now()) on conflict (id) do update set seen_at = now()
      """;

  /** Each different name by one step into the index. */
  static final String QUEUES =
      """
      with recursive names as (
        (select queue from tasks where state = 0 order by queue limit 1)
        union all
        select (select queue from tasks where state = 0 and queue > names.queue
                order by queue limit 1)
        from names where names.queue is not null)
      select queue from names where queue is not null
      """;

  static final String FINISH =
      """
      update tasks set state = 2, outcome = ?, content = null, member = null,
        forget_at = now() + ? * interval '1 millisecond'
      where id = ? and (state = 1 and (? < 0 or claims = ?) or state = 0 and ? < 0)
      """;

  static final String GIVE_BACK =
      """
      with mine as (
        select id from tasks where state = 1 and member = ? and not id = any (?)
        order by priority desc, turn for update)
      update tasks t set state = 0, member = null,
        turn = nextval(pg_get_serial_sequence('tasks', 'turn'))
      from mine where t.id = mine.id
      """;

  static final String FIND =
      """
      select gamer, state, member, outcome from tasks
      where id = ? and (forget_at is null or forget_at > now())
      """;

  static final String ALIVE =
      """
      insert into members values (?, ?, now())
      on conflict (id) do update set about = excluded.about, seen_at = now()
      """;

  static final String MEMBERS =
      """
      select id, about, (extract(epoch from clock_timestamp() - seen_at) * 1000)::bigint from members
      """;

  static final String FORGET =
      """
      delete from members where id = ?
        and not exists (select 1 from tasks where state = 1 and member = ?)
      """;

  static final String COUNTS =
      """
      select count(*) filter (where state = 0), count(*) filter (where state = 1),
        coalesce(sum(size), 0)
      from tasks where state < 2
      """;

  static final String TIDY = "delete from tasks where state = 2 and forget_at <= now()";

  static final String NOTIFY = "select pg_notify(?, said) from unnest(?) said";

  private Sql() {}
}
