package dev.p2c2g.verification;

import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a result against its input, block mean by block mean: no upscaler moves those much, and
 * JPEG keeps them best.
 */
final class Comparison {
  /** Pixels a side of a block: that of a JPEG. */
  private static final int BLOCK = 8;

  /** Pixels a side of a cell: whole MCUs of every usual JPEG. */
  static final int CELL = 64;

  private final FrameClaim claim;
  private final Plane result;
  private final SummedArea means;
  private final SummedArea inputMeans;
  private final double stepX;
  private final double stepY;

  Comparison(FrameClaim claim, Plane input, Plane result) {
    this.claim = claim;
    this.result = result;
    this.means = new SummedArea(result);
    this.inputMeans = new SummedArea(input);
    this.stepX = (double) input.width() / claim.outputWidth();
    this.stepY = (double) input.height() / claim.outputHeight();
  }

  /** All cells of the result; those at its right and lower edges may be smaller. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int y = 0; y < result.height(); y += CELL) {
      for (int x = 0; x < result.width(); x += CELL) {
        cells.add(
            cell(
                new Region(
                    x,
                    y,
                    Math.min(CELL, result.width() - x),
                    Math.min(CELL, result.height() - y))));
      }
    }
    return cells;
  }

  private Cell cell(Region place) {
    double squares = 0;
    double sum = 0;
    double sumOfSquares = 0;
    int blocks = 0;
    for (int y = place.y(); y < place.y() + place.height(); y += BLOCK) {
      int bottom = Math.min(y + BLOCK, place.y() + place.height());
      for (int x = place.x(); x < place.x() + place.width(); x += BLOCK) {
        int right = Math.min(x + BLOCK, place.x() + place.width());
        double wanted = inputMean(x, y, right, bottom);
        double difference = means.mean(x, y, right, bottom) - wanted;
        squares += difference * difference;
        sum += wanted;
        sumOfSquares += wanted * wanted;
        blocks++;
      }
    }
    double mean = sum / blocks;
    double variance = Math.max(0, sumOfSquares / blocks - mean * mean);
    return new Cell(place, Math.sqrt(squares / blocks), Math.sqrt(variance));
  }

  /** Over what the result's rectangle shows of the input. */
  private double inputMean(int left, int top, int right, int bottom) {
    return inputMeans.mean(
        (claim.part().x() + left) * stepX,
        (claim.part().y() + top) * stepY,
        (claim.part().x() + right) * stepX,
        (claim.part().y() + bottom) * stepY);
  }
}
