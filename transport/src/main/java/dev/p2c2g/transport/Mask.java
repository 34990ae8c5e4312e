package dev.p2c2g.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The masking of payloads from clients (RFC 6455, 5.3), eight bytes a step. */
final class Mask {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Mask() {}

  /**
   * Masks, or unmasks, a run of a payload in place.
   *
   * @param key the four bytes of the mask, the first one in the highest bits
   * @param position where the run begins within the payload
   */
  static void apply(byte[] bytes, int from, int length, int key, long position) {
    int rotated = Integer.rotateLeft(key, Byte.SIZE * (int) (position & 3));
    long twice = (long) rotated << Integer.SIZE | Integer.toUnsignedLong(rotated);
    int end = from + length;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
    }
    for (int shift = Integer.SIZE + 24; at < end; at++, shift -= Byte.SIZE) {
      bytes[at] ^= (byte) (twice >>> shift);
    }
  }
}
