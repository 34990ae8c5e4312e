package dev.p2c2g.imaging.network;

/** Takes the doubled plane, two rows at a time. */
@FunctionalInterface
public interface RowSink {
  /**
   * The four outputs of each sample of one input row, in levels, not yet rounded or clamped to 0 to
   * 255.
   *
   * @param y the input row
   * @param x the first input column
   * @param count input columns
   * @param phases holds the outputs; may be overwritten, with {@value Network#SLACK} spare elements
   *     after each row
   * @param at of the row of upper left outputs
   * @param apart from there to the upper right ones, from those to the lower left, to the lower
   *     right
   */
  void write(int y, int x, int count, float[] phases, int at, int apart);
}
