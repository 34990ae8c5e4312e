package dev.p2c2g.verification;

import dev.p2c2g.imaging.AxisMapping;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.JpegCodec;
import dev.p2c2g.imaging.Mapping;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Subsampling;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Tells whether a result is what its peer says it is. Where the peer names an algorithm that is
 * known here, a few squares of the picture are made anew, those that look worst, that have most
 * detail, and one by lot, and must come out the same but for what JPEG loses. An unknown algorithm
 * must at least leave the picture what it was: the means of small blocks.
 *
 * <p>Whoever sent the frame may want an honest peer to look like a liar: a damaged file is another
 * picture to every decoder. So nobody is called a liar before other decoders have read the input
 * too, and the result is wrong by the readings of all.
 *
 * <p>Costs about what decoding the two pictures costs. Not safe for several threads.
 */
public final class FrameJudge {
  /** Levels by which block means of an honest result may be off; honest ones stay below 5. */
  private static final double MOST_DISTANCE = 14;

  /** What two codecs and two kernels may differ by, as mean square of levels. */
  private static final double MOST_ROUNDING = 12;

  /** Another encoder's tables may lose that much more than ours do. */
  private static final double MOST_LOSS = 4;

  /** Block means of a picture of one colour. */
  private static final double FLAT = 1.5;

  private static final int MOST_PRINTED = 40;

  private final JpegCodec jpeg;
  private final JpegCodec second;
  private final long maxPixels;
  private final RandomGenerator lots;

  /**
   * @param jpeg decodes what strangers sent, and encodes what is made anew
   * @param second reads the input again before anybody is called a liar
   * @param maxPixels of the largest picture that is looked at
   * @param lots which squares are looked at beside the conspicuous ones; peers must not be able to
   *     guess
   */
  public FrameJudge(JpegCodec jpeg, JpegCodec second, long maxPixels, RandomGenerator lots) {
    this.jpeg = jpeg;
    this.second = second;
    this.maxPixels = maxPixels;
    this.lots = lots;
  }

  /** Looks at a result. */
  public Finding judge(FrameClaim claim) {
    if (claim.ordered().isPresent() && !claim.ordered().get().equals(claim.named())) {
      return new Finding.Lie(
          Fault.ANOTHER_ALGORITHM,
          "the task asks for %s, the result says %s"
              .formatted(claim.ordered().get(), printable(claim.named())));
    }
    Plane result;
    try {
      result = decode(claim.result(), jpeg);
    } catch (ImagingException e) {
      if (e.kind() == ImagingException.Kind.UNSUPPORTED && e.getCause() instanceof IOException) {
        return new Finding.Unclear("no decoder: " + e.getMessage());
      }
      return new Finding.Lie(Fault.UNREADABLE, "the result cannot be read: " + e.getMessage());
    }
    Finding finding = judge(claim, result, jpeg);
    return finding instanceof Finding.Lie
        ? confirmed(finding, judge(claim, result, second))
        : finding;
  }

  /** A lie only if it is one by another reading of the input too. */
  private static Finding confirmed(Finding lie, Finding second) {
    return switch (second) {
      case Finding.Lie _ -> lie;
      case Finding.Unclear unclear -> unclear;
      case Finding.Honest _ -> new Finding.Unclear("the input reads differently to two decoders");
    };
  }

  /** By one decoder's reading of the input. */
  private Finding judge(FrameClaim claim, Plane result, JpegCodec reader) {
    try {
      return judge(claim, decode(claim.input(), reader), result);
    } catch (ImagingException e) {
      return new Finding.Unclear(
          "the input cannot be read by " + reader.name() + ": " + e.getMessage());
    }
  }

  /** A stranger's word, for a log. */
  private static String printable(String word) {
    String clean = word.replaceAll("[^A-Za-z0-9._+-]", "?");
    return clean.substring(0, Math.min(MOST_PRINTED, clean.length()));
  }

  private Plane decode(ByteBuffer file, JpegCodec reader) {
    byte[] bytes = FrameClaim.bytes(file);
    return switch (ImageFormat.sniff(bytes)) {
      case JPEG -> reader.decode(bytes, maxPixels).luma();
      case PNG -> Codecs.decode(bytes, maxPixels).luma();
    };
  }

  private Finding judge(FrameClaim claim, Plane input, Plane result) {
    if (result.width() != claim.part().width() || result.height() != claim.part().height()) {
      return new Finding.Lie(
          Fault.UNREADABLE,
          "the result is %dx%d, promised was %dx%d"
              .formatted(
                  result.width(), result.height(), claim.part().width(), claim.part().height()));
    }
    List<Cell> cells = new Comparison(claim, input, result).cells();
    Cell worst = cells.stream().max(Comparator.comparingDouble(Cell::distance)).orElseThrow();
    Optional<Upscaler> algorithm = Upscalers.byName(claim.named());
    if (algorithm.isEmpty()) {
      return worst.distance() <= MOST_DISTANCE
          ? new Finding.Honest()
          : lie(
              cells,
              result,
              worst,
              "block means are off by %.1f levels".formatted(worst.distance()));
    }
    for (Cell cell : chosen(cells, worst)) {
      Optional<Double> off = difference(claim, input, result, cell, algorithm.get());
      if (off.isPresent()) {
        return lie(
            cells,
            result,
            worst,
            "at %d,%d it is off by %.0f from what %s makes of it, block means by %.1f levels"
                .formatted(
                    cell.place().x(),
                    cell.place().y(),
                    off.get(),
                    claim.named(),
                    worst.distance()));
      }
    }
    return new Finding.Honest();
  }

  private Set<Cell> chosen(List<Cell> cells, Cell worst) {
    Set<Cell> chosen = new LinkedHashSet<>();
    chosen.add(worst);
    chosen.add(cells.stream().max(Comparator.comparingDouble(Cell::detail)).orElseThrow());
    chosen.add(cells.get(lots.nextInt(cells.size())));
    return chosen;
  }

  /** The mean squared difference to what the algorithm makes there, where that is too much. */
  private Optional<Double> difference(
      FrameClaim claim, Plane input, Plane result, Cell cell, Upscaler algorithm) {
    Plane made = Plane.allocate(cell.place().width(), cell.place().height());
    Mapping mapping =
        new Mapping(
            AxisMapping.of(
                input.width(), claim.outputWidth(), claim.part().x() + cell.place().x(), 1, 1),
            AxisMapping.of(
                input.height(), claim.outputHeight(), claim.part().y() + cell.place().y(), 1, 1));
    algorithm.upscale(input, mapping, made);
    Plane encoded = claim.format() == ImageFormat.PNG ? made : encoded(made, claim.jpegQuality());
    double off = meanSquare(result.view(cell.place()), encoded);
    double lost = meanSquare(made, encoded);
    return off > MOST_ROUNDING + MOST_LOSS * lost ? Optional.of(off) : Optional.empty();
  }

  private Plane encoded(Plane luma, int quality) {
    Picture grey = new Picture(Subsampling.GREY, List.of(luma), Optional.empty());
    return jpeg.decode(jpeg.encode(grey, quality), maxPixels).luma();
  }

  private static double meanSquare(Plane one, Plane other) {
    long sum = 0;
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        int difference = one.sample(x, y) - other.sample(x, y);
        sum += (long) difference * difference;
      }
    }
    return (double) sum / ((long) one.width() * one.height());
  }

  private static Finding lie(List<Cell> cells, Plane result, Cell worst, String measured) {
    if (worst.distance() <= MOST_DISTANCE) {
      return new Finding.Lie(Fault.ANOTHER_ALGORITHM, measured);
    }
    return isFlat(result, cells)
        ? new Finding.Lie(
            Fault.BLANK, "one colour, level %d; %s".formatted(result.sample(0, 0), measured))
        : new Finding.Lie(Fault.ANOTHER_PICTURE, measured);
  }

  private static boolean isFlat(Plane result, List<Cell> cells) {
    SummedArea means = new SummedArea(result);
    double first = result.sample(0, 0);
    return cells.stream()
        .map(Cell::place)
        .allMatch(p ->
            Math.abs(means.mean(p.x(), p.y(), p.x() + p.width(), p.y() + p.height()) - first)
                < FLAT);
  }
}
