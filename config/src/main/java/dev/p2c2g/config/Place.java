package dev.p2c2g.config;

/**
 * Where a value was written: {@code FILE:LINE} or the name of an environment variable.
 *
 * @param order errors are reported in this order: the line, and variables after all lines
 */
record Place(String label, int order) {
  private static final int AFTER_ALL_LINES = Integer.MAX_VALUE;

  static Place line(String file, int line) {
    return new Place(file + ":" + line, line);
  }

  static Place variable(String name) {
    return new Place(name, AFTER_ALL_LINES);
  }

  boolean isVariable() {
    return order == AFTER_ALL_LINES;
  }
}
