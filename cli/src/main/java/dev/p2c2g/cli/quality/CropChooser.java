package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Upscaler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps crops of the frames where it matters most which rung is taken: where original and rungs
 * differ most from the reference. One crop a frame, and only a few of them in memory.
 */
final class CropChooser {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;
  private static final int STEP = 10;

  /** So many crops go onto a sheet. */
  static final int MOST = 4;

  private final List<Upscaler> rungs;
  private final FrameInput input;
  private final List<Crop> kept = new ArrayList<>();

  /**
   * @param rungs the reference first
   * @param input the one of which crops are taken
   */
  CropChooser(List<Upscaler> rungs, FrameInput input) {
    this.rungs = List.copyOf(rungs);
    this.input = input;
  }

  boolean wants(FrameInput offered) {
    return offered.equals(input);
  }

  /** The crops, most telling first. */
  List<Crop> chosen() {
    return List.copyOf(kept);
  }

  /**
   * Looks at a frame.
   *
   * @param outputs luma by rung, to be written to again after this call
   */
  void offer(String frame, Picture truth, Picture small, List<Plane> outputs) {
    Differences differences = new Differences(truth.luma(), outputs);
    Region best = best(truth.luma(), differences);
    double weight = differences.within(best);
    if (kept.size() == MOST && weight <= kept.getLast().weight()) {
      return;
    }
    if (kept.size() == MOST) {
      kept.removeLast();
    }
    Crops crops = new Crops(truth, small, best);
    kept.add(crops.of(frame + ", input " + input.name(), weight, rungs, outputs));
    kept.sort(Comparator.comparingDouble(Crop::weight).reversed());
  }

  private static Region best(Plane luma, Differences differences) {
    int border = QualityRun.BORDER;
    int width = Math.min(WIDTH, luma.width() - 2 * border);
    int height = Math.min(HEIGHT, luma.height() - 2 * border);
    Region best = new Region(border, border, width, height);
    double most = -1;
    for (int y = border; y + height <= luma.height() - border; y += STEP) {
      for (int x = border; x + width <= luma.width() - border; x += STEP) {
        Region region = new Region(x, y, width, height);
        double weight = differences.within(region);
        if (weight > most) {
          most = weight;
          best = region;
        }
      }
    }
    return best;
  }
}
