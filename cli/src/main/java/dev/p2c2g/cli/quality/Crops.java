package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Mapping;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Psnr;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cuts one part out of a frame in all its versions, in colour. */
final class Crops {
  private final Picture truth;
  private final Region region;
  private final List<Plane> chroma;

  /**
   * @param small the input, whose chroma every version shares: upscaled by the cubic, as in the
   *     pipeline
   */
  Crops(Picture truth, Picture small, Region region) {
    this.truth = truth;
    this.region = region;
    chroma = small.planes().stream().skip(1).map(plane -> upscaled(plane, truth)).toList();
  }

  /** The crop of the original and of each rung's luma. */
  Crop of(String frame, double weight, List<Upscaler> rungs, List<Plane> outputs) {
    List<Crop.Tile> tiles = new ArrayList<>();
    tiles.add(new Crop.Tile("original", cut(truth)));
    Plane original = truth.luma().view(region);
    for (int i = 0; i < rungs.size(); i++) {
      double psnr = Psnr.of(original, outputs.get(i).view(region), 0);
      String label = String.format(Locale.ROOT, "%s %.2f dB", rungs.get(i).name(), psnr);
      tiles.add(new Crop.Tile(label, cut(coloured(outputs.get(i)))));
    }
    String title = "%s, at %d,%d".formatted(frame, region.x(), region.y());
    return new Crop(title, weight, tiles);
  }

  private Picture coloured(Plane luma) {
    List<Plane> planes = new ArrayList<>(chroma);
    planes.addFirst(luma);
    Subsampling sampling = chroma.isEmpty() ? Subsampling.GREY : Subsampling.S420;
    return new Picture(sampling, planes, Optional.empty());
  }

  /** A copy, so that not all of the frame stays in memory. */
  private BufferedImage cut(Picture picture) {
    BufferedImage whole = picture.withoutAlpha().toImage();
    BufferedImage part =
        new BufferedImage(region.width(), region.height(), BufferedImage.TYPE_INT_RGB);
    whole
        .getSubimage(region.x(), region.y(), region.width(), region.height())
        .copyData(part.getRaster());
    return part;
  }

  private static Plane upscaled(Plane plane, Picture truth) {
    Plane out =
        Plane.allocate(
            Subsampling.S420.chromaWidth(truth.width()),
            Subsampling.S420.chromaHeight(truth.height()));
    Mapping mapping = Mapping.whole(plane.width(), plane.height(), out.width(), out.height());
    Upscalers.cubic().upscale(plane, mapping, out);
    return out;
  }
}
