package dev.p2c2g.imaging.network;

/** Makes the rows of one ring from the top down, as they are asked for. */
abstract class Stage {
  final Ring ring;
  private int nextGroup;

  Stage(Ring ring, int firstGroup) {
    this.ring = ring;
    nextGroup = firstGroup;
  }

  /** Has all rows up to this one made. */
  final void makeUpTo(int y) {
    int last = Ring.group(y);
    while (nextGroup <= last) {
      make(nextGroup++ * Ring.GROUP);
    }
  }

  /** Makes rows y to y + 3. */
  abstract void make(int y);
}
