package dev.p2c2g.scheduler;

/**
 * A piece of a task: the grains from {@code fromGrain} up to, not including, {@code toGrain}.
 *
 * @param index 0 to {@code count - 1}, in order of the grains
 * @param count 1 for a task in one piece; then the grains mean nothing
 */
public record Part(int index, int count, int fromGrain, int toGrain) {
  /** A task in one piece. */
  public static final Part WHOLE = new Part(0, 1, 0, 1);

  public boolean isWhole() {
    return count == 1;
  }
}
