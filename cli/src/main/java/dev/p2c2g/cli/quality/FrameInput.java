package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Subsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an upscaler is given of a ground-truth frame: half its size, and perhaps once through JPEG.
 *
 * @param name as the user wrote it
 * @param jpegQuality 1 to 100; empty for no JPEG
 */
record FrameInput(String name, Decimation decimation, OptionalInt jpegQuality) {
  private static final Pattern SHAPE = Pattern.compile("(clean|point|bicubic)?-?(\\d{1,3})?");
  private static final String GRAMMAR =
      "clean, point or bicubic, or a JPEG quality of 1 to 100 alone or after a dash, as in point-90";

  /**
   * Reads {@code clean}, {@code 90}, {@code point}, {@code bicubic-85} and the like.
   *
   * @throws UnfitFramesException saying what may be written
   */
  static FrameInput parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    Matcher shape = SHAPE.matcher(name);
    boolean known = shape.matches() && !(shape.group(1) == null && name.startsWith("-"));
    if (!known || name.isEmpty() || name.endsWith("-")) {
      throw new UnfitFramesException("--inputs has '" + text + "'; write " + GRAMMAR);
    }
    OptionalInt quality =
        shape.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(shape.group(2)));
    if (quality.isPresent() && (quality.getAsInt() < 1 || quality.getAsInt() > 100)) {
      throw new UnfitFramesException(
          "--inputs has '%s'; a JPEG quality is 1 to 100".formatted(text));
    }
    Decimation decimation =
        switch (Optional.ofNullable(shape.group(1)).orElse("clean")) {
          case "point" -> Decimation.POINT;
          case "bicubic" -> Decimation.BICUBIC;
          default -> Decimation.AREA;
        };
    return new FrameInput(name, decimation, quality);
  }

  /**
   * The small frame, 4:2:0 or, of a grey one, grey.
   *
   * @param frame the frame's number among all, from 0
   */
  Picture of(Picture truth, int frame) {
    Picture small = halved(truth, frame);
    if (jpegQuality.isEmpty()) {
      return small;
    }
    byte[] jpeg = Codecs.encode(small, ImageFormat.JPEG, jpegQuality.getAsInt());
    return Codecs.decode(jpeg, Integer.MAX_VALUE);
  }

  private Picture halved(Picture truth, int frame) {
    List<Plane> planes = new ArrayList<>();
    planes.add(decimation.halve(truth.luma(), frame));
    if (!truth.subsampling().hasChroma()) {
      return new Picture(Subsampling.GREY, planes, Optional.empty());
    }
    Subsampling sampling = truth.subsampling();
    for (Plane chroma : truth.planes().subList(1, 3)) {
      planes.add(shrink(chroma, 4 / sampling.horizontal(), 4 / sampling.vertical()));
    }
    return new Picture(Subsampling.S420, planes, Optional.empty());
  }

  /** Means of blocks, whatever the luma's decimation: only luma is judged. */
  private static Plane shrink(Plane chroma, int wide, int tall) {
    Plane out =
        Plane.allocate((chroma.width() + wide - 1) / wide, (chroma.height() + tall - 1) / tall);
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int sum = wide * tall / 2;
        for (int i = 0; i < wide * tall; i++) {
          int column = Math.min(x * wide + i % wide, chroma.width() - 1);
          sum += chroma.sample(column, Math.min(y * tall + i / wide, chroma.height() - 1));
        }
        out.samples()[out.rowStart(y) + x] = (byte) (sum / (wide * tall));
      }
    }
    return out;
  }
}
