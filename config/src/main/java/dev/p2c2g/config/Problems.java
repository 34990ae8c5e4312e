package dev.p2c2g.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The errors found so far. */
final class Problems {
  private static final int SHOWN_CHARACTERS = 80;

  private record Problem(int order, String text) {}

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String text) {
    found.add(new Problem(place.order(), place.label() + ": " + text));
  }

  /** An error that belongs to no line: it comes first. */
  void add(String text) {
    found.add(new Problem(0, text));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(
          found.stream()
              .sorted(Comparator.comparingInt(Problem::order))
              .map(Problem::text)
              .toList());
    }
  }

  /** A value for a person to read: in quotes, on one line, and not longer than a line. */
  static String quoted(String value) {
    String oneLine = value.replaceAll("\\p{Cntrl}", "?");
    String shown =
        oneLine.length() <= SHOWN_CHARACTERS
            ? oneLine
            : oneLine.substring(0, SHOWN_CHARACTERS) + "…";
    return "'" + shown + "'";
  }
}
