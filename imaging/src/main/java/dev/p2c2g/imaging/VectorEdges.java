package dev.p2c2g.imaging;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link ScalarEdges} in the Vector API, of any width. */
final class VectorEdges implements EdgeKernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final FloatVector ZERO = FloatVector.zero(FLOATS);
  private static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
  private static final FloatVector MOST = FloatVector.broadcast(FLOATS, DEEPEST);

  @Override
  public void analyse(float[] in, int above, int at, int below, float[] out, int apart, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector centre = load(in, at + i);
      FloatVector before = load(in, at + i - 1);
      FloatVector after = load(in, at + i + 1);
      FloatVector up = load(in, above + i);
      FloatVector down = load(in, below + i);
      FloatVector acrossX = after.sub(before);
      FloatVector acrossY = down.sub(up);
      FloatVector x = straightness(acrossX, after.sub(centre), centre.sub(before));
      FloatVector y = straightness(acrossY, down.sub(centre), centre.sub(up));
      acrossX.intoArray(out, i);
      acrossY.intoArray(out, apart + i);
      x.mul(x).add(y.mul(y)).intoArray(out, 2 * apart + i);
    }
  }

  private static FloatVector straightness(
      FloatVector across, FloatVector after, FloatVector before) {
    FloatVector greater = greater(greater(after.abs(), before.abs()), ONE);
    return lesser(across.abs().div(greater), ONE);
  }

  @Override
  public void shape(float[] rows, int upper, int lower, float y, float[] work, int apart, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector dx = between(rows, upper + i, lower + i, y);
      FloatVector dy = between(rows, upper + apart + i, lower + apart + i, y);
      FloatVector length = between(rows, upper + 2 * apart + i, lower + 2 * apart + i, y).mul(0.5f);
      fit(dx, dy, length.mul(length), work, apart, i);
      ZERO.intoArray(work, SUM * apart + i);
      ZERO.intoArray(work, WEIGHT * apart + i);
    }
  }

  private static void fit(
      FloatVector dx, FloatVector dy, FloatVector edge, float[] work, int apart, int i) {
    FloatVector xx = dx.mul(dx);
    FloatVector yy = dy.mul(dy);
    FloatVector square = xx.add(yy);
    VectorMask<Float> flat = square.lt(FLAT);
    xx = xx.blend(ONE, flat);
    yy = yy.blend(ZERO, flat);
    FloatVector xy = dx.mul(dy).blend(ZERO, flat);
    square = square.blend(ONE, flat);
    FloatVector stretch = square.div(greater(xx, yy)).sqrt();
    FloatVector across = stretch.sub(1f).mul(edge).add(1f);
    FloatVector along = ONE.sub(edge.mul(0.5f));
    FloatVector acrossShare = across.mul(across).div(square);
    FloatVector alongShare = along.mul(along).div(square);
    FloatVector lobe = FloatVector.broadcast(FLOATS, 0.5f).sub(edge.mul(0.29f));
    xx.mul(acrossShare).add(yy.mul(alongShare)).intoArray(work, P * apart + i);
    xy.mul(2f).mul(acrossShare.sub(alongShare)).intoArray(work, Q * apart + i);
    yy.mul(acrossShare).add(xx.mul(alongShare)).intoArray(work, R * apart + i);
    lobe.intoArray(work, LOBE * apart + i);
    ONE.div(lobe).intoArray(work, END * apart + i);
  }

  private static FloatVector between(float[] rows, int upper, int lower, float y) {
    FloatVector from = load(rows, upper);
    return from.add(load(rows, lower).sub(from).mul(y));
  }

  @Override
  public void addTaps(
      float[] rows, int at, int apart, float[] x, float left, float dy, float[] work, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector p = load(work, P * apart + i);
      FloatVector q = load(work, Q * apart + i).mul(dy);
      FloatVector r = load(work, R * apart + i).mul(dy * dy);
      FloatVector lobe = load(work, LOBE * apart + i);
      FloatVector end = load(work, END * apart + i);
      FloatVector sum = load(work, SUM * apart + i);
      FloatVector weights = load(work, WEIGHT * apart + i);
      FloatVector before = load(rows, at + i);
      FloatVector after = load(rows, at + apart + i);
      FloatVector dx = load(x, i).neg().add(left);
      FloatVector next = dx.add(1f);
      FloatVector first = weight(lesser(p.mul(dx).add(q).mul(dx).add(r), end), lobe);
      FloatVector second = weight(lesser(p.mul(next).add(q).mul(next).add(r), end), lobe);
      sum.add(before.mul(first).add(after.mul(second))).intoArray(work, SUM * apart + i);
      weights.add(first.add(second)).intoArray(work, WEIGHT * apart + i);
    }
  }

  private static FloatVector weight(FloatVector distance, FloatVector lobe) {
    FloatVector base = distance.mul(0.4f).sub(1f);
    FloatVector window = lobe.mul(distance).sub(1f);
    return base.mul(base).mul(1.5625f).sub(0.5625f).mul(window.mul(window));
  }

  @Override
  public void settle(
      float[] rows, int upper, int lower, int apart, float[] work, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = load(rows, upper + i);
      FloatVector b = load(rows, upper + apart + i);
      FloatVector c = load(rows, lower + i);
      FloatVector d = load(rows, lower + apart + i);
      FloatVector least = lesser(lesser(a, b), lesser(c, d));
      FloatVector greatest = greater(greater(a, b), greater(c, d));
      FloatVector value = load(work, SUM * apart + i).div(load(work, WEIGHT * apart + i));
      lesser(greater(value, least), greatest).intoArray(out, outAt + i);
    }
  }

  @Override
  public void sharpen(float[] rows, int above, int at, int below, float[] out, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector centre = load(rows, at + i);
      FloatVector b = load(rows, above + i);
      FloatVector d = load(rows, at + i - 1);
      FloatVector f = load(rows, at + i + 1);
      FloatVector h = load(rows, below + i);
      FloatVector least = lesser(lesser(b, d), lesser(f, h));
      FloatVector greatest = greater(greater(b, d), greater(f, h));
      FloatVector sum = b.add(d).add(f.add(h));
      FloatVector low = lesser(least, centre);
      FloatVector high = greater(greatest, centre);
      FloatVector room = greater(least.mul(-4f).add(1020f), ONE);
      FloatVector toWhite = high.neg().add(255f).div(room);
      FloatVector toBlack = low.div(greater(greatest.mul(4f), ONE));
      FloatVector depth = lesser(lesser(toBlack, toWhite), MOST);
      FloatVector noise = sum.mul(0.25f).sub(centre).abs().div(greater(high.sub(low), ONE));
      FloatVector share = depth.mul(STRENGTH).mul(noise.mul(-0.5f).add(1f));
      FloatVector value = centre.sub(share.mul(sum)).div(share.mul(-4f).add(1f));
      low = low.sub(OVERSHOOT);
      high = high.add(OVERSHOOT);
      value = value.blend(low, value.lt(low));
      value.blend(high, high.lt(value)).intoArray(out, i);
    }
  }

  // Compare and blend: the processor's own minimum treats NaN unlike Java's, at the cost of three.
  // The compiler inlines these and load only so far into a long loop, and boxes every vector where
  // it does not: so they are called early, and the last lines do without.
  private static FloatVector lesser(FloatVector a, FloatVector b) {
    return a.blend(b, b.lt(a));
  }

  private static FloatVector greater(FloatVector a, FloatVector b) {
    return a.blend(b, a.lt(b));
  }

  private static FloatVector load(float[] array, int at) {
    return FloatVector.fromArray(FLOATS, array, at);
  }
}
