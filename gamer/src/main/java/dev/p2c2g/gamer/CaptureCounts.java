package dev.p2c2g.gamer;

/**
 * The capture thread's counts, as in {@link SessionReport.Frames}.
 *
 * @param overruns captured, and not even handed to the presenter, which had too many frames open
 */
record CaptureCounts(
    long captured, long submitted, long overruns, long failures, long skippedTicks) {
  static final CaptureCounts NONE = new CaptureCounts(0, 0, 0, 0, 0);

  CaptureCounts plusCaptured() {
    return new CaptureCounts(captured + 1, submitted, overruns, failures, skippedTicks);
  }

  CaptureCounts plusSubmitted() {
    return new CaptureCounts(captured, submitted + 1, overruns, failures, skippedTicks);
  }

  CaptureCounts plusOverrun() {
    return new CaptureCounts(captured, submitted, overruns + 1, failures, skippedTicks);
  }

  CaptureCounts plusFailure() {
    return new CaptureCounts(captured, submitted, overruns, failures + 1, skippedTicks);
  }

  CaptureCounts withSkippedTicks(long changed) {
    return new CaptureCounts(captured, submitted, overruns, failures, changed);
  }
}
