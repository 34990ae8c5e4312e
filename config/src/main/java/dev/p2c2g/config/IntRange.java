package dev.p2c2g.config;

/**
 * The whole numbers a setting may take, both ends included; kept in one place for the file, the
 * environment and the constructors.
 */
public record IntRange(long min, long max) {
  public IntRange {
    if (min > max) {
      throw new IllegalArgumentException("range from " + min + " to " + max + " is empty");
    }
  }

  public static IntRange of(long min, long max) {
    return new IntRange(min, max);
  }

  public boolean contains(long value) {
    return value >= min && value <= max;
  }

  /**
   * Accepts a value of the range.
   *
   * @throws IllegalArgumentException naming the key, the value and the range, when out of range
   */
  public void require(String key, long value) {
    if (!contains(value)) {
      throw new IllegalArgumentException(key + ": '" + value + "' is out of range " + this);
    }
  }

  @Override
  public String toString() {
    return "(" + min + " to " + max + ")";
  }
}
