package dev.p2c2g.simulator;

/**
 * What all streams together ask of a crowd, or what a crowd can give at most.
 *
 * @param lanes of the median peer
 * @param bytesPerSecond over the peers' links, in their busier direction
 */
record Load(double lanes, double bytesPerSecond) {
  static final Load NONE = new Load(0, 0);

  Load plus(Load other) {
    return new Load(lanes + other.lanes, bytesPerSecond + other.bytesPerSecond);
  }

  /** Whether this is so much less than what a crowd can give that all must go well. */
  boolean isEasyFor(Load crowd) {
    return lanes < 0.5 * crowd.lanes && bytesPerSecond < 0.25 * crowd.bytesPerSecond;
  }

  /** In words, against what a crowd can give. */
  String of(Load crowd) {
    return "%.0f of %.0f lanes and %.0f of %.0f Mbit/s busy"
        .formatted(lanes, crowd.lanes, bytesPerSecond * 8 / 1e6, crowd.bytesPerSecond * 8 / 1e6);
  }
}
