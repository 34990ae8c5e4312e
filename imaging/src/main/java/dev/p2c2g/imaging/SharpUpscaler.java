package dev.p2c2g.imaging;

/**
 * Edge-adaptive upsampling followed by contrast-adaptive sharpening, after AMD's description of
 * FidelityFX Super Resolution 1 (EASU and RCAS, published under the MIT licence), for brightness
 * alone. It likes clean frames; on JPEG noise it looks sharper than it is right.
 *
 * <p><b>Upsampling.</b> Each output is a weighted mean of the 12 samples of a 4x4 square without
 * its corners. The weight of a sample at distance d goes by a windowed Lanczos-2, worked out as a
 * polynomial of t = d^2: {@code (25/16 (2/5 t - 1)^2 - 9/16) (l t - 1)^2}, the first factor having
 * the roots of a sinc's lobe near 1 and 4, the second ending the kernel smoothly at t = 1/l. With l
 * = 1/2 that is d = sqrt 2, a round soft kernel; with l = 0.21, d = 2.2, one with a negative lobe.
 *
 * <p>The plane is bent to the edge before d is taken: the gradient (gx, gy), by central differences
 * at the four samples around and bilinear between them, gives the direction. With e, 0 for none to
 * 1 for a clean edge, the way across the edge counts {@code 1 + (s - 1) e} times, s = |g| /
 * max(|gx|, |gy|) making up for the wider spacing of samples along a diagonal, and the way along it
 * {@code 1 - e / 2} times, so that the kernel reaches along the edge and not over it; l = 1/2 -
 * 0.29 e. With a and b these factors, (u, v) the unit gradient and (x, y) the way to a sample,
 *
 * <pre>
 *   t = a^2 (x u + y v)^2 + b^2 (y u - x v)^2 = p x^2 + q x y + r y^2,
 *   p = a^2 u^2 + b^2 v^2,  q = 2 u v (a^2 - b^2),  r = a^2 v^2 + b^2 u^2,
 * </pre>
 *
 * so that p, q, r are found once for an output. e is had at each input sample as the mean over x
 * and y of {@code min(1, |after - before| / max(|after - centre|, |centre - before|))^2}, which is
 * 1 where a slope goes on and 0 on a line or a dot, and is squared once more after the bilinear
 * step. The result is held within the four samples around, so that the lobe does not ring.
 *
 * <p><b>Sharpening.</b> From the centre c and its four neighbours' sum S: {@code (c - k S) / (1 - 4
 * k)}, which keeps flat areas. k is the most that takes no result below black or above white:
 * {@code c - k S >= 0} holds with S at most 4 max for k up to min / (4 max), and likewise from
 * white; at most 3/16, as 1/4 divides by 0; less where the centre stands alone, which is noise.
 * Beyond the description, results stay within 8 levels of the five samples: no halos.
 */
final class SharpUpscaler implements Upscaler {
  /** Output rows that sharpening looks at. */
  private static final int ROWS = 3;

  @Override
  public String name() {
    return "sharp";
  }

  @Override
  public void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
    if (PlainCopy.fits(in, mapping, out)) {
      beforeRows.run();
      PlainCopy.run(in, mapping, out);
      return;
    }
    EdgeKernels kernels = Rows.active().edges();
    // one output more on each side: sharpening looks there, also beyond a part's borders
    int outputs = out.width() + 2;
    AxisMapping down = mapping.y();
    int firstRow = Math.toIntExact(down.floor(-1));
    EdgeRows rows = new EdgeRows(in, mapping.x(), -1, outputs, firstRow, kernels);
    EdgeBuffers buffers = EdgeBuffers.ofThread();
    int apart = rows.apart();
    float[] work = buffers.work(EdgeKernels.WORK * apart);
    float[] upscaled = buffers.rows(ROWS * apart + RowKernels.SLACK);
    float[] sharpened = buffers.sharpened(apart);
    for (int y = -1; y <= out.height(); y++) {
      if (Math.floorMod(y, ROWS_BETWEEN_CHECKS) == 0) {
        beforeRows.run();
      }
      int row = Math.toIntExact(down.floor(y));
      rows.reach(row);
      float place = (float) ((double) down.remainder(y) / down.denominator());
      rows.upscale(row, place, work, upscaled, at(y, apart));
      if (y > 0) {
        int centre = at(y - 1, apart) + 1;
        kernels.sharpen(
            upscaled, at(y - 2, apart) + 1, centre, at(y, apart) + 1, sharpened, out.width());
        Rows.active().toBytes(sharpened, out.samples(), out.rowStart(y - 1), out.width());
      }
    }
  }

  private static int at(int y, int apart) {
    return Math.floorMod(y, ROWS) * apart;
  }
}
