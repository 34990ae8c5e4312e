package dev.p2c2g.imaging;

/** Filters along x, then along y, in 32-bit floats between. */
record SeparableUpscaler(String name, AxisKernel kernel) implements Upscaler {

  @Override
  public void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
    if (PlainCopy.fits(in, mapping, out)) {
      beforeRows.run();
      PlainCopy.run(in, mapping, out);
      return;
    }
    if (kernel.equals(CubicKernel.GROWING) && CubicDoubler.fits(mapping)) {
      CubicDoubler.upscale(in, mapping, out, beforeRows);
      return;
    }
    AxisFilter down = FilterCache.get(kernel, mapping.y(), out.height());
    FilteredRows rows = new FilteredRows(in, mapping.x(), kernel, out.width(), down);
    float[] sum = Scratch.ofThread().sum(rows.length() + RowKernels.SLACK);
    for (int y = 0; y < out.height(); y++) {
      if (y % ROWS_BETWEEN_CHECKS == 0) {
        beforeRows.run();
      }
      rows.sum(y, sum);
      rows.layout().store(sum, out, y);
    }
  }
}
