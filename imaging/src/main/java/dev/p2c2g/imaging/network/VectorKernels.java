package dev.p2c2g.imaging.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link ScalarKernels} in the Vector API, of any width.
 *
 * <p>The loops over taps hold nothing but loads and fused multiply-adds: with bias and activation
 * in the same method the compiler gives up inlining, and each vector becomes an object.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /**
   * @throws UnsupportedOperationException where the processor has no fused multiply-add, which
   *     would be done in software, a thousand times slower
   */
  VectorKernels() {
    if (!hasFused()) {
      throw new UnsupportedOperationException("the processor has no fused multiply-add");
    }
  }

  private static boolean hasFused() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return jvm != null && Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  @Override
  public String name() {
    return "vector of " + LANES;
  }

  @Override
  public void convolve(float[] a, int[] taps, int base, Block block, int outAt, int apart, int n) {
    if (block.outputs == 6) {
      convolve6(a, taps, base, block, outAt, apart, n);
    } else {
      convolve4(a, taps, base, block, outAt, apart, n);
    }
  }

  private static void convolve6(
      float[] a, int[] taps, int base, Block block, int outAt, int apart, int n) {
    float[] w = block.weights;
    for (int i = 0; i < n; i += 2 * LANES) {
      FloatVector a0 = FloatVector.zero(FLOATS);
      FloatVector a1 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector c0 = a0;
      FloatVector c1 = a0;
      FloatVector d0 = a0;
      FloatVector d1 = a0;
      FloatVector e0 = a0;
      FloatVector e1 = a0;
      FloatVector f0 = a0;
      FloatVector f1 = a0;
      int at = 0;
      for (int t = 0; t < taps.length; t++) {
        int from = base + taps[t] + i;
        FloatVector left = FloatVector.fromArray(FLOATS, a, from);
        FloatVector right = FloatVector.fromArray(FLOATS, a, from + LANES);
        FloatVector k = FloatVector.broadcast(FLOATS, w[at]);
        a0 = left.fma(k, a0);
        a1 = right.fma(k, a1);
        k = FloatVector.broadcast(FLOATS, w[at + 1]);
        b0 = left.fma(k, b0);
        b1 = right.fma(k, b1);
        k = FloatVector.broadcast(FLOATS, w[at + 2]);
        c0 = left.fma(k, c0);
        c1 = right.fma(k, c1);
        k = FloatVector.broadcast(FLOATS, w[at + 3]);
        d0 = left.fma(k, d0);
        d1 = right.fma(k, d1);
        k = FloatVector.broadcast(FLOATS, w[at + 4]);
        e0 = left.fma(k, e0);
        e1 = right.fma(k, e1);
        k = FloatVector.broadcast(FLOATS, w[at + 5]);
        f0 = left.fma(k, f0);
        f1 = right.fma(k, f1);
        at += 6;
      }
      int out = outAt + i;
      a0.intoArray(a, out);
      a1.intoArray(a, out + LANES);
      b0.intoArray(a, out + apart);
      b1.intoArray(a, out + apart + LANES);
      c0.intoArray(a, out + 2 * apart);
      c1.intoArray(a, out + 2 * apart + LANES);
      d0.intoArray(a, out + 3 * apart);
      d1.intoArray(a, out + 3 * apart + LANES);
      e0.intoArray(a, out + 4 * apart);
      e1.intoArray(a, out + 4 * apart + LANES);
      f0.intoArray(a, out + 5 * apart);
      f1.intoArray(a, out + 5 * apart + LANES);
    }
  }

  private static void convolve4(
      float[] a, int[] taps, int base, Block block, int outAt, int apart, int n) {
    float[] w = block.weights;
    for (int i = 0; i < n; i += 2 * LANES) {
      FloatVector a0 = FloatVector.zero(FLOATS);
      FloatVector a1 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector c0 = a0;
      FloatVector c1 = a0;
      FloatVector d0 = a0;
      FloatVector d1 = a0;
      int at = 0;
      for (int t = 0; t < taps.length; t++) {
        int from = base + taps[t] + i;
        FloatVector left = FloatVector.fromArray(FLOATS, a, from);
        FloatVector right = FloatVector.fromArray(FLOATS, a, from + LANES);
        FloatVector k = FloatVector.broadcast(FLOATS, w[at]);
        a0 = left.fma(k, a0);
        a1 = right.fma(k, a1);
        k = FloatVector.broadcast(FLOATS, w[at + 1]);
        b0 = left.fma(k, b0);
        b1 = right.fma(k, b1);
        k = FloatVector.broadcast(FLOATS, w[at + 2]);
        c0 = left.fma(k, c0);
        c1 = right.fma(k, c1);
        k = FloatVector.broadcast(FLOATS, w[at + 3]);
        d0 = left.fma(k, d0);
        d1 = right.fma(k, d1);
        at += 4;
      }
      int out = outAt + i;
      a0.intoArray(a, out);
      a1.intoArray(a, out + LANES);
      b0.intoArray(a, out + apart);
      b1.intoArray(a, out + apart + LANES);
      c0.intoArray(a, out + 2 * apart);
      c1.intoArray(a, out + 2 * apart + LANES);
      d0.intoArray(a, out + 3 * apart);
      d1.intoArray(a, out + 3 * apart + LANES);
    }
  }

  @Override
  public void activate(float[] a, int at, float bias, float slope, int n) {
    for (int i = 0; i < n; i += LANES) {
      activated(load(a, at + i).add(bias), slope).intoArray(a, at + i);
    }
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(FLOATS, a, at);
  }

  private static FloatVector activated(FloatVector value, float slope) {
    return value.blend(value.mul(slope), value.lt(0));
  }

  @Override
  public void transform(float[] a, int[] rows, int outAt, int apart, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector d1 = load(a, rows[1] + i);
      FloatVector d2 = load(a, rows[2] + i);
      FloatVector d3 = load(a, rows[3] + i);
      FloatVector d4 = load(a, rows[4] + i);
      FloatVector even = d4.sub(d2.mul(4));
      FloatVector odd = d3.sub(d1.mul(4));
      FloatVector evenFar = d4.sub(d2);
      FloatVector oddFar = d3.sub(d1).mul(2);
      int at = outAt + i;
      load(a, rows[0] + i).mul(4).sub(d2.mul(5)).add(d4).intoArray(a, at);
      even.add(odd).intoArray(a, at + apart);
      even.sub(odd).intoArray(a, at + 2 * apart);
      evenFar.add(oddFar).intoArray(a, at + 3 * apart);
      evenFar.sub(oddFar).intoArray(a, at + 4 * apart);
      d1.mul(4).sub(d3.mul(5)).add(load(a, rows[5] + i)).intoArray(a, at + 5 * apart);
    }
  }

  @Override
  public void restore(float[] a, int at, int apart, float bias, float slope, int[] rows, int n) {
    for (int i = 0; i < n; i += LANES) {
      int from = at + i;
      FloatVector m1 = load(a, from + apart);
      FloatVector m2 = load(a, from + 2 * apart);
      FloatVector m3 = load(a, from + 3 * apart);
      FloatVector m4 = load(a, from + 4 * apart);
      FloatVector near = m1.add(m2).add(bias);
      FloatVector nearOdd = m1.sub(m2).add(bias);
      FloatVector far = m3.add(m4);
      FloatVector farOdd = m3.sub(m4);
      activated(load(a, from).add(near).add(far), slope).intoArray(a, rows[0] + i);
      activated(nearOdd.add(farOdd.mul(2)), slope).intoArray(a, rows[1] + i);
      activated(near.add(far.mul(4)), slope).intoArray(a, rows[2] + i);
      activated(nearOdd.add(farOdd.mul(8)).add(load(a, from + 5 * apart)), slope)
          .intoArray(a, rows[3] + i);
    }
  }

  @Override
  public void range(float[] a, int[] rows, int leastAt, int greatestAt, int n) {
    FloatVector most = FloatVector.broadcast(FLOATS, Network.MOST_BEYOND);
    for (int i = 0; i < n; i += LANES) {
      FloatVector least = load(a, rows[0] + i);
      FloatVector greatest = least;
      for (int tap = 1; tap < 9; tap++) {
        FloatVector sample = load(a, rows[tap / 3] + tap % 3 + i);
        least = lesser(least, sample);
        greatest = greater(greatest, sample);
      }
      FloatVector beyond = lesser(greatest.sub(least), most);
      least.sub(beyond).intoArray(a, leastAt + i);
      greatest.add(beyond).intoArray(a, greatestAt + i);
    }
  }

  @Override
  public void limit(float[] a, int at, int leastAt, int greatestAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector value = greater(load(a, at + i), load(a, leastAt + i));
      lesser(value, load(a, greatestAt + i)).intoArray(a, at + i);
    }
  }

  /** Two instructions; the Vector API's own has to care for NaN and takes six. */
  private static FloatVector lesser(FloatVector x, FloatVector y) {
    return x.blend(y, y.lt(x));
  }

  private static FloatVector greater(FloatVector x, FloatVector y) {
    return x.blend(y, x.lt(y));
  }
}
