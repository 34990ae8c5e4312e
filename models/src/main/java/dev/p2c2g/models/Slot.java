package dev.p2c2g.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The buffers of one run at a time: a tile's red, green and blue planes, before and after.
 *
 * @param in of one tile
 * @param out of the same tile upscaled
 */
record Slot(FloatBuffer in, FloatBuffer out) {
  static Slot of(int tile, int scale) {
    int planes = 3 * tile * tile;
    return new Slot(floats(planes), floats(planes * scale * scale));
  }

  static long bytes(int tile, int scale) {
    return 3L * tile * tile * Float.BYTES * (1 + scale * scale);
  }

  /** Outside the heap, where the runtime reads and writes without a copy. */
  static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
