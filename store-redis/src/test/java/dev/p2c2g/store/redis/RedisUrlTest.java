package dev.p2c2g.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisUrlTest {
  @Test
  void readsWhatUsersWrite() {
    var url = RedisUrl.parse("rediss://ann:p%40ss:word@db.example:7000/3");
    assertThat(url.tls()).isTrue();
    assertThat(url.user()).contains("ann");
    assertThat(url.password()).contains("p@ss:word");
    assertThat(url.hosts()).containsExactly(new HostAndPort("db.example", 7000));
    assertThat(url.database()).isEqualTo(3);
    assertThat(url.toString()).doesNotContain("ann", "word");
  }

  @Test
  void fillsInWhatIsUsual() {
    var url = RedisUrl.parse("redis://:secret@[::1]");
    assertThat(url.layout()).isEqualTo(RedisUrl.Layout.ONE);
    assertThat(url.tls()).isFalse();
    assertThat(url.user()).isEmpty();
    assertThat(url.password()).contains("secret");
    assertThat(url.hosts()).containsExactly(new HostAndPort("::1", 6379));
    assertThat(url.database()).isZero();
  }

  @Test
  void readsSentinelsAndClusters() {
    var sentinel = RedisUrl.parse("redis+sentinel://:s@a,b:26380/prime/2");
    assertThat(sentinel.layout()).isEqualTo(RedisUrl.Layout.SENTINEL);
    assertThat(sentinel.hosts())
        .containsExactly(new HostAndPort("a", 26379), new HostAndPort("b", 26380));
    assertThat(sentinel.master()).isEqualTo(Optional.of("prime"));
    assertThat(sentinel.database()).isEqualTo(2);
    var cluster = RedisUrl.parse("rediss+cluster://a:7000,b:7001");
    assertThat(cluster.layout()).isEqualTo(RedisUrl.Layout.CLUSTER);
    assertThat(cluster.tls()).isTrue();
    assertThat(cluster.hosts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://secret@host",
        "redis://",
        "redis://secret@host:port",
        "redis://secret@a,b",
        "redis://secret@host/one",
        "redis://secret@host/1/2",
        "redis+sentinel://secret@a",
        "redis+sentinel://secret@a//1",
        "redis+raft://secret@a"
      })
  void refusesTheRestWithoutShowingIt(String url) {
    assertThatThrownBy(() -> RedisUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://user:password@host:6379/0")
        .hasMessageNotContaining("secret");
  }
}
