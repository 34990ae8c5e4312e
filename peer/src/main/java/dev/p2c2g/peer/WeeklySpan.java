package dev.p2c2g.peer;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A span of the day on some days of the week, such as {@code mon-fri 18:00-23:30}. One that ends
 * before it begins lasts over midnight, into the day after each of its days.
 *
 * @param text as its owner wrote it
 * @param days the days on which it begins
 * @param fromMinute of the day, 0 to 1,439; belongs to the span
 * @param toMinute of the day, 0 to 1,440; does not belong to it
 */
public record WeeklySpan(String text, Set<DayOfWeek> days, int fromMinute, int toMinute) {
  private static final Pattern SHAPE =
      Pattern.compile("([a-z]+(?:[,-][a-z]+)*) +([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
  private static final List<String> NAMES =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int MAX_LENGTH = 60;
  private static final int DAY = 24 * 60;

  /** Keeps a copy of the days. */
  public WeeklySpan {
    days = Set.copyOf(days);
  }

  /**
   * Reads a span.
   *
   * @throws IllegalArgumentException which continues a sentence that begins with the text
   */
  public static WeeklySpan parse(String text) {
    var shape = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (text.length() > MAX_LENGTH || !shape.matches()) {
      throw new IllegalArgumentException(
          "is not days and a span, such as mon-fri 18:00-23:30 or sat,sun 00:00-24:00, of at most "
              + MAX_LENGTH
              + " characters");
    }
    var from = minute(shape.group(2), DAY - 1);
    var to = minute(shape.group(3), DAY);
    if (from == to) {
      throw new IllegalArgumentException(
          "begins and ends at the same time; the whole day is 00:00-24:00");
    }
    return new WeeklySpan(text, days(shape.group(1)), from, to);
  }

  /** Whether that time of the owner's day lies in the span. */
  public boolean contains(LocalDateTime time) {
    var minute = time.getHour() * 60 + time.getMinute();
    var today = days.contains(time.getDayOfWeek());
    var sinceYesterday = days.contains(time.getDayOfWeek().minus(1));
    return fromMinute < toMinute
        ? today && minute >= fromMinute && minute < toMinute
        : (today && minute >= fromMinute) || (sinceYesterday && minute < toMinute);
  }

  private static Set<DayOfWeek> days(String list) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var part : list.split(",", -1)) {
      var ends = part.split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException("has '" + part + "'; a range of days has two ends");
      }
      var last = day(ends[ends.length - 1]);
      var next = day(ends[0]);
      days.add(next);
      while (next != last) {
        next = next.plus(1);
        days.add(next);
      }
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    var index = NAMES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "names the day '" + name + "'; days are " + String.join(", ", NAMES));
    }
    return DayOfWeek.of(index + 1);
  }

  private static int minute(String time, int latest) {
    var hours = Integer.parseInt(time.substring(0, 2));
    var minutes = Integer.parseInt(time.substring(3));
    var minute = hours * 60 + minutes;
    if (minutes > 59 || minute > latest) {
      throw new IllegalArgumentException(
          "has the time " + time + "; times are 00:00 to 23:59, and 24:00 as an end");
    }
    return minute;
  }
}
