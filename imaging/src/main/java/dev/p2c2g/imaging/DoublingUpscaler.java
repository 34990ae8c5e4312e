package dev.p2c2g.imaging;

/**
 * Upscaling to any size by an algorithm that doubles: where another size is wanted, the doubled
 * plane is resampled, with the cubic, which is stretched where the plane has to shrink again.
 */
record DoublingUpscaler(String name, Doubler doubler) implements Upscaler {
  private static final SeparableUpscaler RESAMPLE =
      new SeparableUpscaler("resample", CubicKernel.SHRINKING);

  @Override
  public void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
    if (mapping.isCopy()) {
      RESAMPLE.upscale(in, mapping, out, beforeRows);
      return;
    }
    Mapping onDoubled = mapping.onDoubled();
    if (onDoubled.isCopy()) {
      int x = Math.toIntExact(onDoubled.x().floor(0));
      int y = Math.toIntExact(onDoubled.y().floor(0));
      doubler.twice(in, x, y, out, beforeRows);
      return;
    }
    Span columns = Span.of(onDoubled.x(), out.width(), 2 * in.width());
    Span rows = Span.of(onDoubled.y(), out.height(), 2 * in.height());
    byte[] samples = Scratch.ofThread().plane(columns.count * rows.count);
    Plane doubled = Plane.wrap(samples, columns.count, rows.count, columns.count);
    doubler.twice(in, columns.first, rows.first, doubled, beforeRows);
    Mapping onPart = onDoubled.from(columns.first, rows.first);
    RESAMPLE.upscale(doubled, onPart, out, beforeRows);
    if (doubler.staysNear()) {
      NearLimit.apply(in, mapping, out, beforeRows);
    }
  }

  /** The samples of the doubled plane that a part of the output is made from. */
  private record Span(int first, int count) {
    static Span of(AxisMapping mapping, int outputs, int all) {
      int radius = RESAMPLE.kernel().radius();
      long first = Math.max(0, mapping.floor(0) - radius + 1);
      long last = Math.min(all - 1, mapping.floor(outputs - 1) + radius);
      return new Span(Math.toIntExact(first), Math.toIntExact(last - first + 1));
    }
  }
}
