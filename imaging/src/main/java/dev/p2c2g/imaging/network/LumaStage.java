package dev.p2c2g.imaging.network;

/** The network's input. */
final class LumaStage extends Stage {
  private final float[] a;
  private final RowSource source;

  LumaStage(float[] a, Ring ring, int firstGroup, RowSource source) {
    super(ring, firstGroup);
    this.a = a;
    this.source = source;
  }

  @Override
  void make(int y) {
    for (int row = y; row < y + Ring.GROUP; row++) {
      source.read(row, ring.x(), ring.columns(), a, ring.at(0, row));
    }
  }
}
