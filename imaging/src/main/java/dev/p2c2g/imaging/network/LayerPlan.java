package dev.p2c2g.imaging.network;

import java.util.Optional;

/** How a layer is computed, with its weights in the order that takes. Shared by all threads. */
final class LayerPlan {
  private final Convolution layer;
  private final Optional<Convolution> skip;
  private final int taps;
  private final Block[] blocks;
  private final Block[][] transformed;

  private LayerPlan(
      Convolution layer,
      Optional<Convolution> skip,
      int taps,
      Block[] blocks,
      Block[][] transformed) {
    this.layer = layer;
    this.skip = skip;
    this.taps = taps;
    this.blocks = blocks;
    this.transformed = transformed;
  }

  /** Winograd's way pays for 3x3 weights over enough inputs to share its transforms. */
  static LayerPlan of(Convolution layer) {
    return layer.kernel() == 3 && layer.inputs() >= 4
        ? winograd(layer)
        : direct(layer, Optional.empty());
  }

  /** The last layer, which adds the skip. */
  static LayerPlan last(Convolution layer, Convolution skip) {
    return direct(layer, Optional.of(skip));
  }

  private static LayerPlan direct(Convolution layer, Optional<Convolution> skip) {
    int own = layer.inputs() * layer.kernel() * layer.kernel();
    int all = own + skip.map(s -> s.kernel() * s.kernel()).orElse(0);
    Block[] blocks =
        Block.of(
            layer, all, (o, t) -> t < own ? layer.tap(o, t) : skip.orElseThrow().tap(o, t - own));
    return new LayerPlan(layer, skip, all, blocks, new Block[0][]);
  }

  private static LayerPlan winograd(Convolution layer) {
    int taps = layer.inputs() * 3;
    Block[][] byRow = new Block[Winograd.WINDOW][];
    for (int j = 0; j < Winograd.WINDOW; j++) {
      int row = j;
      byRow[j] = Block.of(layer, taps, (o, t) -> weight(layer, row, o, t / 3, t % 3));
    }
    Block[][] byBlock = new Block[byRow[0].length][Winograd.WINDOW];
    for (int b = 0; b < byBlock.length; b++) {
      for (int j = 0; j < Winograd.WINDOW; j++) {
        byBlock[b][j] = byRow[j][b];
      }
    }
    return new LayerPlan(layer, Optional.empty(), taps, byRow[0], byBlock);
  }

  private static float weight(Convolution layer, int j, int output, int input, int column) {
    return Winograd.weight(
        j,
        layer.weight(output, input, 0, column),
        layer.weight(output, input, 1, column),
        layer.weight(output, input, 2, column));
  }

  Convolution layer() {
    return layer;
  }

  Optional<Convolution> skip() {
    return skip;
  }

  /** Products summed for each output of a row. */
  int taps() {
    return taps;
  }

  Block[] blocks() {
    return blocks;
  }

  /** For each block its weights for each of the six transformed rows; empty where direct. */
  Block[][] transformed() {
    return transformed;
  }

  boolean isWinograd() {
    return transformed.length > 0;
  }
}
