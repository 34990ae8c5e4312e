package dev.p2c2g.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresUrlTest {
  @Test
  void readsWhatUsersWrite() {
    var plain = PostgresUrl.parse("postgresql://ann:p%40ss@db:5433/p2c2g?sslmode=require");
    assertThat(plain.jdbc()).isEqualTo("jdbc:postgresql://db:5433/p2c2g?sslmode=require");
    assertThat(plain.user()).contains("ann");
    assertThat(plain.password()).contains("p@ss");
    assertThat(PostgresUrl.parse("postgres://db/p2c2g").user()).isEmpty();
    var jdbc = PostgresUrl.parse("jdbc:postgresql://db/p2c2g?user=ann&password=secret");
    assertThat(jdbc.jdbc()).endsWith("password=secret");
    assertThat(jdbc.toString()).doesNotContain("secret");
  }

  @Test
  void refusesTheRestWithoutShowingIt() {
    for (var url : new String[] {"", "mysql://u:secret@h/d", "postgres://", "jdbc:postgres:x"}) {
      assertThatThrownBy(() -> PostgresUrl.parse(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("postgres://user:password@host:5432/database")
          .hasMessageNotContaining("secret");
    }
  }
}
