package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Planes of one picture size outside the heap, as libturbojpeg wants them: an array of pointers and
 * one of strides. Their sizes are whole chroma blocks, so an odd picture's luma has a spare column
 * or row, which is filled from its neighbour. The garbage collector frees them.
 */
final class NativePlanes {
  private final int width;
  private final int height;
  private final Subsampling subsampling;
  private final MemorySegment[] planes;
  private final int[] widths;
  private final int[] heights;
  final MemorySegment pointers;
  final MemorySegment strides;

  NativePlanes(int width, int height, Subsampling subsampling) {
    this.width = width;
    this.height = height;
    this.subsampling = subsampling;
    Arena arena = Arena.ofAuto();
    int count = subsampling.hasChroma() ? 3 : 1;
    planes = new MemorySegment[count];
    widths = new int[count];
    heights = new int[count];
    pointers = arena.allocate(ADDRESS, 3);
    strides = arena.allocate(JAVA_INT, 3);
    for (int i = 0; i < count; i++) {
      int chromaWidth = subsampling.chromaWidth(width);
      int chromaHeight = subsampling.chromaHeight(height);
      widths[i] = i == 0 ? chromaWidth * subsampling.horizontal() : chromaWidth;
      heights[i] = i == 0 ? chromaHeight * subsampling.vertical() : chromaHeight;
      planes[i] = arena.allocate((long) widths[i] * heights[i], 64);
      pointers.setAtIndex(ADDRESS, i, planes[i]);
      strides.setAtIndex(JAVA_INT, i, widths[i]);
    }
  }

  boolean fits(int otherWidth, int otherHeight, Subsampling otherSubsampling) {
    return width == otherWidth && height == otherHeight && subsampling == otherSubsampling;
  }

  Picture toPicture(PictureAllocator into) {
    Picture picture = into.allocate(width, height, subsampling);
    for (int i = 0; i < planes.length; i++) {
      Plane plane = picture.planes().get(i);
      if (sameRows(plane, i)) {
        int length = plane.height() * plane.width();
        MemorySegment.copy(planes[i], JAVA_BYTE, 0, plane.samples(), plane.rowStart(0), length);
        continue;
      }
      for (int y = 0; y < plane.height(); y++) {
        MemorySegment.copy(
            planes[i],
            JAVA_BYTE,
            (long) y * widths[i],
            plane.samples(),
            plane.rowStart(y),
            plane.width());
      }
    }
    return picture;
  }

  void fill(Picture picture) {
    for (int i = 0; i < planes.length; i++) {
      Plane plane = picture.planes().get(i);
      if (sameRows(plane, i) && plane.height() == heights[i]) {
        int length = plane.height() * plane.width();
        MemorySegment.copy(plane.samples(), plane.rowStart(0), planes[i], JAVA_BYTE, 0, length);
        continue;
      }
      for (int y = 0; y < heights[i]; y++) {
        int from = plane.rowStart(Math.min(y, plane.height() - 1));
        long to = (long) y * widths[i];
        MemorySegment.copy(plane.samples(), from, planes[i], JAVA_BYTE, to, plane.width());
        if (plane.width() < widths[i]) {
          byte edge = plane.samples()[from + plane.width() - 1];
          planes[i].set(JAVA_BYTE, to + plane.width(), edge);
        }
      }
    }
  }

  /** True where the rows lie one after the other, here as there, so that one copy takes all. */
  private boolean sameRows(Plane plane, int index) {
    return plane.stride() == widths[index] && plane.width() == widths[index];
  }
}
