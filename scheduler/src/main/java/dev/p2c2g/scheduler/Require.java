package dev.p2c2g.scheduler;

/** Argument checks whose messages name the field, the value and the range. */
final class Require {
  private Require() {}

  static String id(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " is blank; give it a name");
    }
    return value;
  }

  static long atLeast(String field, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be at least " + least);
    }
    return value;
  }
}
