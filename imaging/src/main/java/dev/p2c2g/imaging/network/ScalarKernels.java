package dev.p2c2g.imaging.network;

import java.util.Arrays;

/** The reference, one sample at a time. */
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void convolve(float[] a, int[] taps, int base, Block block, int outAt, int apart, int n) {
    for (int o = 0; o < block.outputs; o++) {
      int out = outAt + o * apart;
      Arrays.fill(a, out, out + n, 0);
      for (int t = 0; t < taps.length; t++) {
        addProducts(a, base + taps[t], block.weights[t * block.outputs + o], out, n);
      }
    }
  }

  private static void addProducts(float[] a, int in, float weight, int out, int n) {
    for (int i = 0; i < n; i++) {
      a[out + i] += weight * a[in + i];
    }
  }

  @Override
  public void activate(float[] a, int at, float bias, float slope, int n) {
    for (int i = at; i < at + n; i++) {
      a[i] = activated(a[i] + bias, slope);
    }
  }

  private static float activated(float value, float slope) {
    return value < 0 ? slope * value : value;
  }

  @Override
  public void transform(float[] a, int[] rows, int outAt, int apart, int n) {
    for (int i = 0; i < n; i++) {
      float d0 = a[rows[0] + i];
      float d1 = a[rows[1] + i];
      float d2 = a[rows[2] + i];
      float d3 = a[rows[3] + i];
      float d4 = a[rows[4] + i];
      float d5 = a[rows[5] + i];
      int at = outAt + i;
      a[at] = 4 * d0 - 5 * d2 + d4;
      a[at + apart] = d4 - 4 * d2 + (d3 - 4 * d1);
      a[at + 2 * apart] = d4 - 4 * d2 - (d3 - 4 * d1);
      a[at + 3 * apart] = d4 - d2 + 2 * (d3 - d1);
      a[at + 4 * apart] = d4 - d2 - 2 * (d3 - d1);
      a[at + 5 * apart] = 4 * d1 - 5 * d3 + d5;
    }
  }

  @Override
  public void restore(float[] a, int at, int apart, float bias, float slope, int[] rows, int n) {
    for (int i = 0; i < n; i++) {
      int from = at + i;
      float m1 = a[from + apart];
      float m2 = a[from + 2 * apart];
      float m3 = a[from + 3 * apart];
      float m4 = a[from + 4 * apart];
      float near = m1 + m2;
      float nearOdd = m1 - m2;
      float far = m3 + m4;
      float farOdd = m3 - m4;
      a[rows[0] + i] = activated(a[from] + near + far + bias, slope);
      a[rows[1] + i] = activated(nearOdd + 2 * farOdd + bias, slope);
      a[rows[2] + i] = activated(near + 4 * far + bias, slope);
      a[rows[3] + i] = activated(nearOdd + 8 * farOdd + a[from + 5 * apart] + bias, slope);
    }
  }

  @Override
  public void range(float[] a, int[] rows, int leastAt, int greatestAt, int n) {
    for (int i = 0; i < n; i++) {
      float least = Float.MAX_VALUE;
      float greatest = -Float.MAX_VALUE;
      for (int row : rows) {
        for (int x = i; x < i + 3; x++) {
          least = Math.min(least, a[row + x]);
          greatest = Math.max(greatest, a[row + x]);
        }
      }
      float beyond = Math.min(greatest - least, Network.MOST_BEYOND);
      a[leastAt + i] = least - beyond;
      a[greatestAt + i] = greatest + beyond;
    }
  }

  @Override
  public void limit(float[] a, int at, int leastAt, int greatestAt, int n) {
    for (int i = 0; i < n; i++) {
      a[at + i] = Math.min(Math.max(a[at + i], a[leastAt + i]), a[greatestAt + i]);
    }
  }
}
