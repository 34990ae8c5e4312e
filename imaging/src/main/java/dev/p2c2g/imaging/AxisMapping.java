package dev.p2c2g.imaging;

/**
 * Where output samples lie on the input's grid along one axis, exactly: output {@code o} has its
 * centre at {@code (start + o * step) / denominator}, in input samples, sample 0 having its centre
 * at 0. The picture's edges fall together: the outer edges of the first and last samples.
 *
 * @param start numerator of the place of output 0, may be negative
 * @param step numerator of the distance between two outputs, above 0; above the denominator only
 *     for kernels that shrink, and at most twice it
 * @param denominator above 0
 */
public record AxisMapping(long start, long step, long denominator) {
  private static final long MOST_STEP = 2;

  public AxisMapping {
    if (denominator < 1 || step < 1 || step > MOST_STEP * denominator) {
      throw new IllegalArgumentException(
          "step %d / %d must be above 0 and at most %d".formatted(step, denominator, MOST_STEP));
    }
  }

  /**
   * A plane of a picture's axis.
   *
   * @param input luma samples of the whole input
   * @param output luma samples of the whole output
   * @param first first luma sample of the output that is wanted
   * @param inputShare luma samples per sample of the input plane (2 for halved chroma)
   * @param outputShare luma samples per sample of the output plane
   */
  public static AxisMapping of(int input, int output, int first, int inputShare, int outputShare) {
    // The centre of output o is at luma edge coordinate first + share * (o + 1/2); scaled by
    // input / output, divided by the input's share, less the half sample from edge to centre.
    return new AxisMapping(
        (2L * first + outputShare) * input - (long) output * inputShare,
        2L * outputShare * input,
        2L * output * inputShare);
  }

  /** The same grid, entered where the place of output 0 is {@code remainder / denominator}. */
  AxisMapping startingAt(long remainder) {
    return new AxisMapping(remainder, step, denominator);
  }

  /** The same outputs without the first ones. */
  AxisMapping after(int outputs) {
    return new AxisMapping(start + outputs * step, step, denominator);
  }

  /** The same outputs on the doubled input, whose sample 0 has its centre at -1/4 of this one. */
  AxisMapping onDoubled() {
    return new AxisMapping(4 * start + denominator, 4 * step, 2 * denominator);
  }

  /** The same outputs on a part of the input that begins at sample {@code first}. */
  AxisMapping from(int first) {
    return new AxisMapping(start - first * denominator, step, denominator);
  }

  /** Input sample at or before output {@code o}. */
  long floor(long o) {
    return Math.floorDiv(start + o * step, denominator);
  }

  /** What is left after {@link #floor}, in units of 1 / denominator. */
  long remainder(long o) {
    return Math.floorMod(start + o * step, denominator);
  }

  /** Outputs for each input sample where that is a whole number, else 0. */
  int wholeScale() {
    return denominator % step == 0 ? Math.toIntExact(denominator / step) : 0;
  }

  /** True where every output is an input sample itself. */
  boolean isCopy() {
    return step == denominator && start % denominator == 0;
  }
}
