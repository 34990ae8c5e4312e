package dev.p2c2g.imaging;

/**
 * How a filtered row lies in memory. Where x grows by a whole number, a row is held phase by phase,
 * so that neighbours in memory share their weights and the filter runs a vector at a time; the
 * phases are interleaved when rounded to bytes. Other rows lie as they are.
 *
 * @param phases 1 to 4
 * @param perPhase outputs of each phase
 * @param phased whether all outputs of one phase share their weights
 */
record RowLayout(int phases, int perPhase, boolean phased) {
  private static final int MAX_PHASES = 4;

  static RowLayout of(AxisMapping mapping, int outputs) {
    int scale = mapping.wholeScale();
    boolean phased = scale >= 1 && scale <= MAX_PHASES;
    int phases = phased ? scale : 1;
    return new RowLayout(phases, (outputs + phases - 1) / phases, phased);
  }

  /** Floats from one phase to the next. */
  int apart() {
    return perPhase + RowKernels.SLACK;
  }

  /** Floats of a row with its slack. */
  int length() {
    return phases * apart();
  }

  /** Outputs of all phases, those of the last rounded up. */
  int outputs() {
    return phases * perPhase;
  }

  /** Rounds a row into row y of the plane. */
  void store(float[] row, Plane out, int y) {
    byte[] bytes = out.samples();
    int at = out.rowStart(y);
    switch (phases) {
      case 1 -> Rows.active().toBytes(row, bytes, at, out.width());
      case 2 -> Rows.active().interleave2(row, 0, apart(), bytes, at, out.width());
      default -> ScalarRows.interleaveFrom(0, row, 0, apart(), phases, bytes, at, out.width());
    }
  }
}
