package dev.p2c2g.peer;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The hours in which the owner wants the machine: {@code yield.schedule}. */
final class OwnersHours implements OwnerWish {
  private final List<WeeklySpan> spans;
  private final Clock clock;

  /**
   * @param clock in the owner's time zone
   */
  OwnersHours(List<WeeklySpan> spans, Clock clock) {
    this.spans = spans;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "schedule";
  }

  @Override
  public Optional<String> whyPause() {
    var now = LocalDateTime.now(clock);
    return spans.stream()
        .filter(span -> span.contains(now))
        .findFirst()
        .map(span -> "its owner's hours: " + span.text());
  }
}
