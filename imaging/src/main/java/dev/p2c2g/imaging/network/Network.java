package dev.p2c2g.imaging.network;

import java.util.List;

/**
 * A network that doubles luma: {@code out = skip(luma) + layers(luma)}, four outputs for each
 * sample (upper left, upper right, lower left, lower right). Works on levels, 0 to 255. Immutable.
 */
public final class Network {
  /**
   * Levels that a result may lie beyond the samples around it. Thin lines gain from them; without
   * this bound an edge of high contrast would ring, and frames lose 0.06 dB at most by it.
   */
  public static final int MOST_BEYOND = 8;

  /** Elements that kernels may read or write past the end of a row. */
  public static final int SLACK = 64;

  /** Outputs for each input sample. */
  static final int PHASES = 4;

  private final Convolution skip;
  private final List<Convolution> layers;

  Network(Convolution skip, List<Convolution> layers) {
    this.skip = skip;
    this.layers = List.copyOf(layers);
  }

  /** The linear part, from luma straight to the outputs. */
  Convolution skip() {
    return skip;
  }

  List<Convolution> layers() {
    return layers;
  }

  /** How many input samples around one its outputs depend on, in each direction. */
  public int radius() {
    return Math.max(skip.radius(), layers.stream().mapToInt(Convolution::radius).sum());
  }

  /** Multiplications for each input sample. */
  public int macs() {
    return skip.macs() + layers.stream().mapToInt(Convolution::macs).sum();
  }
}
