package dev.p2c2g.verification;

import dev.p2c2g.imaging.Plane;

/**
 * Means over any rectangle of a plane in constant time, borders between samples included
 * (summed-area table; Crow, "Summed-area tables for texture mapping", 1984).
 */
final class SummedArea {
  private final int width;
  private final int height;
  private final long[] sums;

  SummedArea(Plane plane) {
    width = plane.width();
    height = plane.height();
    sums = new long[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      long row = 0;
      int above = y * (width + 1);
      for (int x = 0; x < width; x++) {
        row += plane.sample(x, y);
        sums[above + width + 1 + x + 1] = sums[above + x + 1] + row;
      }
    }
  }

  /** Mean sample of the rectangle; its edges lie inside the plane, left of right, top of bottom. */
  double mean(double left, double top, double right, double bottom) {
    double sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    return sum / ((right - left) * (bottom - top));
  }

  /** The sum of all that lies left of and above the point, by bilinear interpolation. */
  private double at(double x, double y) {
    int column = Math.min((int) x, width - 1);
    int line = Math.min((int) y, height - 1);
    double right = x - column;
    double below = y - line;
    int first = line * (width + 1) + column;
    int second = first + width + 1;
    return (1 - below) * ((1 - right) * sums[first] + right * sums[first + 1])
        + below * ((1 - right) * sums[second] + right * sums[second + 1]);
  }
}
