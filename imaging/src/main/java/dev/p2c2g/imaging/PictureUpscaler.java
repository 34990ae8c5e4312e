package dev.p2c2g.imaging;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Upscales a picture's planes, each with its kernel, for as long as that is wanted. */
final class PictureUpscaler {
  private static final int MAX_SCALE = 4;

  private final Algorithm algorithm;
  private final BooleanSupplier cancelled;

  PictureUpscaler(Algorithm algorithm, BooleanSupplier cancelled) {
    this.algorithm = algorithm;
    this.cancelled = cancelled;
  }

  /** The part {@code part} of {@code in} upscaled to {@code width x height}. */
  Picture upscale(
      Picture in,
      int width,
      int height,
      Region part,
      Subsampling outSampling,
      PictureAllocator into) {
    requireScale("width", in.width(), width);
    requireScale("height", in.height(), height);
    part.requireInside(width, height);
    Geometry geometry = new Geometry(in, width, height, part, outSampling);
    Picture out =
        switch (algorithm) {
          case Upscaler luma -> planes(luma, in, geometry, into);
          case PictureAlgorithm whole ->
              whole.upscale(in, width, height, part, outSampling, this::requireWanted);
        };
    return in.alpha().map(alpha -> out.withAlpha(upscaled(alpha, geometry))).orElse(out);
  }

  private Picture planes(Upscaler luma, Picture in, Geometry geometry, PictureAllocator into) {
    Region part = geometry.part();
    Picture out = into.allocate(part.width(), part.height(), geometry.out());
    fill(luma, in.luma(), geometry.mapping(1, 1, 1, 1), out.luma());
    for (int i = 1; i < in.planes().size(); i++) {
      fill(Upscalers.cubic(), in.planes().get(i), geometry.chroma(), out.planes().get(i));
    }
    return out;
  }

  private Plane upscaled(Plane alpha, Geometry geometry) {
    Plane out = Plane.allocate(geometry.part.width(), geometry.part.height());
    fill(Upscalers.cubic(), alpha, geometry.mapping(1, 1, 1, 1), out);
    return out;
  }

  void requireWanted() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the frame is no longer wanted");
    }
  }

  private void fill(Upscaler upscaler, Plane in, Mapping mapping, Plane out) {
    upscaler.upscale(in, mapping, out, this::requireWanted);
  }

  private static void requireScale(String what, int in, int out) {
    if (out < in || out > (long) MAX_SCALE * in) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST,
          "output %s %d must be 1 to %d times the picture's %d, so %d to %d"
              .formatted(what, out, MAX_SCALE, in, in, (long) MAX_SCALE * in));
    }
  }

  private record Geometry(Picture in, int width, int height, Region part, Subsampling out) {
    Mapping mapping(int inWide, int inTall, int outWide, int outTall) {
      return new Mapping(
          AxisMapping.of(in.width(), width, part.x(), inWide, outWide),
          AxisMapping.of(in.height(), height, part.y(), inTall, outTall));
    }

    Mapping chroma() {
      return mapping(
          in.subsampling().horizontal(),
          in.subsampling().vertical(),
          out.horizontal(),
          out.vertical());
    }
  }
}
