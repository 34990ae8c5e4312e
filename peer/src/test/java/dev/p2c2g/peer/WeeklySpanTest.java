package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeeklySpanTest {
  /** 2026-01-05 is a Monday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mon-fri 18:00-23:30   | 2026-01-05T17:59 | false",
        "mon-fri 18:00-23:30   | 2026-01-05T18:00 | true",
        "mon-fri 18:00-23:30   | 2026-01-09T23:29 | true",
        "mon-fri 18:00-23:30   | 2026-01-09T23:30 | false",
        "mon-fri 18:00-23:30   | 2026-01-10T19:00 | false",
        "sat,sun 00:00-24:00   | 2026-01-10T00:00 | true",
        "sat,sun 00:00-24:00   | 2026-01-11T23:59 | true",
        "sat,sun 00:00-24:00   | 2026-01-12T00:00 | false",
        "fri 22:00-02:00       | 2026-01-09T22:00 | true",
        "fri 22:00-02:00       | 2026-01-10T01:59 | true",
        "fri 22:00-02:00       | 2026-01-10T02:00 | false",
        "fri 22:00-02:00       | 2026-01-10T22:00 | false",
        "fri 22:00-02:00       | 2026-01-09T01:00 | false",
        "sun 23:00-01:00       | 2026-01-12T00:30 | true",
        "sat-mon,wed 10:00-11:00 | 2026-01-05T10:30 | true",
        "sat-mon,wed 10:00-11:00 | 2026-01-06T10:30 | false",
        "sat-mon,wed 10:00-11:00 | 2026-01-07T10:30 | true",
        "SUN-SUN 10:00-11:00   | 2026-01-11T10:30 | true",
        "SUN-SUN 10:00-11:00   | 2026-01-05T10:30 | false"
      })
  void knowsWhatItContains(String span, LocalDateTime time, boolean contained) {
    assertThat(WeeklySpan.parse(span).contains(time)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18:00-23:30",
        "mon",
        "mon 18-23",
        "mon 1:00-2:00",
        "mon- 10:00-11:00",
        "mon-tue-wed 10:00-11:00",
        "monday 10:00-11:00",
        "mon 24:00-02:00",
        "mon 10:00-24:01",
        "mon 10:60-11:00",
        "mon 10:00-10:00",
        "mon,mon,mon,mon,mon,mon,mon,mon,mon,mon,mon,mon,mon 10:00-11:00"
      })
  void refusesWhatIsNoSpan(String text) {
    assertThatThrownBy(() -> WeeklySpan.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
