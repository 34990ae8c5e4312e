package dev.p2c2g.cli;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Which seeds to play. */
final class SeedList {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
  private static final int MOST = 1_000_000;

  private SeedList() {}

  /**
   * Those listed, and then so many that nobody has played.
   *
   * @throws IllegalArgumentException saying what is wrong with either
   */
  static List<Long> of(Optional<String> listed, int fresh) {
    return Stream.concat(listed.map(SeedList::parse).stream(), Stream.of(fresh(fresh)))
        .flatMap(List::stream)
        .toList();
  }

  /** {@code 20} is 1 to 20, {@code 7..9} is 7, 8, 9. */
  private static List<Long> parse(String text) {
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("--seeds is '" + text + "'; give a number, or FROM..TO");
    }
    long first = range.group(2) == null ? 1 : Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(range.group(2) == null ? 1 : 2));
    if (last < first || last - first >= MOST) {
      throw new IllegalArgumentException(
          "--seeds is '" + text + "'; it must name 1 to " + MOST + " seeds, the lowest first");
    }
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Long> fresh(int count) {
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException("--fresh is " + count + "; it must be 0 to " + MOST);
    }
    return new SecureRandom().longs(count, 1, 1_000_000_000_000L).boxed().toList();
  }
}
