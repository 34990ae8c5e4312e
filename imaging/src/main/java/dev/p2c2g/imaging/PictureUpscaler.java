package dev.p2c2g.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  Picture upscale(Picture in, int width, int height, Region part, Subsampling outSampling) {
    requireScale("width", in.width(), width);
    requireScale("height", in.height(), height);
    part.requireInside(width, height);
    Geometry geometry = new Geometry(in, width, height, part, outSampling);
    Picture out =
        switch (algorithm) {
          case Upscaler luma -> new Picture(outSampling, planes(luma, geometry), Optional.empty());
          case PictureAlgorithm whole ->
              whole.upscale(in, width, height, part, outSampling, this::requireWanted);
        };
    Optional<Plane> alpha =
        in.alpha()
            .map(a ->
                plane(
                    Upscalers.cubic(),
                    a,
                    geometry.mapping(1, 1, 1, 1),
                    part.width(),
                    part.height()));
    return alpha.map(out::withAlpha).orElse(out);
  }

  private List<Plane> planes(Upscaler luma, Geometry geometry) {
    Picture in = geometry.in();
    Region part = geometry.part();
    List<Plane> planes = new ArrayList<>();
    planes.add(plane(luma, in.luma(), geometry.mapping(1, 1, 1, 1), part.width(), part.height()));
    for (Plane chroma : in.planes().subList(1, in.planes().size())) {
      planes.add(
          plane(
              Upscalers.cubic(),
              chroma,
              geometry.chroma(),
              geometry.out().chromaWidth(part.width()),
              geometry.out().chromaHeight(part.height())));
    }
    return planes;
  }

  void requireWanted() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the frame is no longer wanted");
    }
  }

  private Plane plane(Upscaler upscaler, Plane in, Mapping mapping, int width, int height) {
    Plane out = Plane.allocate(width, height);
    upscaler.upscale(in, mapping, out, this::requireWanted);
    return out;
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
