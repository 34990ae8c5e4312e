package dev.p2c2g.store;

/**
 * How full a store is.
 *
 * @param waiting tasks that nobody has claimed
 * @param claimed tasks that some member sees to
 * @param bytes of both
 */
public record StoreCounts(long waiting, long claimed, long bytes) {
  /** Tasks without an outcome. */
  public long open() {
    return waiting + claimed;
  }
}
