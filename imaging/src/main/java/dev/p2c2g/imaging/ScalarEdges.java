package dev.p2c2g.imaging;

/** Plain loops: the reference. */
final class ScalarEdges implements EdgeKernels {

  @Override
  public void analyse(float[] in, int above, int at, int below, float[] out, int apart, int n) {
    for (int i = 0; i < n; i++) {
      float centre = in[at + i];
      float acrossX = in[at + i + 1] - in[at + i - 1];
      float acrossY = in[below + i] - in[above + i];
      float x = straightness(acrossX, in[at + i + 1] - centre, centre - in[at + i - 1]);
      float y = straightness(acrossY, in[below + i] - centre, centre - in[above + i]);
      out[i] = acrossX;
      out[apart + i] = acrossY;
      out[2 * apart + i] = x * x + y * y;
    }
  }

  /** 1 where a slope goes on in its direction, 0 where it turns back: a line or a dot. */
  private static float straightness(float across, float after, float before) {
    // levels are whole, so that a difference is 0 or at least 1
    float greater = Math.max(Math.max(Math.abs(after), Math.abs(before)), 1f);
    return Math.min(Math.abs(across) / greater, 1f);
  }

  @Override
  public void shape(float[] rows, int upper, int lower, float y, float[] work, int apart, int n) {
    for (int i = 0; i < n; i++) {
      float dx = between(rows, upper + i, lower + i, y);
      float dy = between(rows, upper + apart + i, lower + apart + i, y);
      float length = 0.5f * between(rows, upper + 2 * apart + i, lower + 2 * apart + i, y);
      float edge = length * length;
      float xx = dx * dx;
      float yy = dy * dy;
      float xy = dx * dy;
      float square = xx + yy;
      boolean flat = square < FLAT;
      xx = flat ? 1f : xx;
      yy = flat ? 0f : yy;
      xy = flat ? 0f : xy;
      square = flat ? 1f : square;
      float stretch = (float) Math.sqrt(square / Math.max(xx, yy));
      float across = 1f + (stretch - 1f) * edge;
      float along = 1f - 0.5f * edge;
      float acrossShare = across * across / square;
      float alongShare = along * along / square;
      float lobe = 0.5f - 0.29f * edge;
      work[P * apart + i] = xx * acrossShare + yy * alongShare;
      work[Q * apart + i] = 2f * xy * (acrossShare - alongShare);
      work[R * apart + i] = yy * acrossShare + xx * alongShare;
      work[LOBE * apart + i] = lobe;
      work[END * apart + i] = 1f / lobe;
      work[SUM * apart + i] = 0;
      work[WEIGHT * apart + i] = 0;
    }
  }

  private static float between(float[] rows, int upper, int lower, float y) {
    return rows[upper] + (rows[lower] - rows[upper]) * y;
  }

  @Override
  public void addTaps(
      float[] rows, int at, int apart, float[] x, float left, float dy, float[] work, int n) {
    for (int i = 0; i < n; i++) {
      float p = work[P * apart + i];
      float q = work[Q * apart + i] * dy;
      float r = work[R * apart + i] * (dy * dy);
      float lobe = work[LOBE * apart + i];
      float end = work[END * apart + i];
      float dx = left - x[i];
      float next = dx + 1f;
      float first = weight(Math.min((p * dx + q) * dx + r, end), lobe);
      float second = weight(Math.min((p * next + q) * next + r, end), lobe);
      work[SUM * apart + i] += rows[at + i] * first + rows[at + apart + i] * second;
      work[WEIGHT * apart + i] += first + second;
    }
  }

  private static float weight(float distance, float lobe) {
    float base = 0.4f * distance - 1f;
    float window = lobe * distance - 1f;
    return (1.5625f * (base * base) - 0.5625f) * (window * window);
  }

  @Override
  public void settle(
      float[] rows, int upper, int lower, int apart, float[] work, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      float a = rows[upper + i];
      float b = rows[upper + apart + i];
      float c = rows[lower + i];
      float d = rows[lower + apart + i];
      float least = Math.min(Math.min(a, b), Math.min(c, d));
      float greatest = Math.max(Math.max(a, b), Math.max(c, d));
      float value = work[SUM * apart + i] / work[WEIGHT * apart + i];
      out[outAt + i] = Math.min(Math.max(value, least), greatest);
    }
  }

  @Override
  public void sharpen(float[] rows, int above, int at, int below, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float centre = rows[at + i];
      float b = rows[above + i];
      float d = rows[at + i - 1];
      float f = rows[at + i + 1];
      float h = rows[below + i];
      float least = Math.min(Math.min(b, d), Math.min(f, h));
      float greatest = Math.max(Math.max(b, d), Math.max(f, h));
      float sum = (b + d) + (f + h);
      float low = Math.min(least, centre);
      float high = Math.max(greatest, centre);
      float toBlack = low / Math.max(4f * greatest, 1f);
      float toWhite = (255f - high) / Math.max(1020f - 4f * least, 1f);
      float depth = Math.min(Math.min(toBlack, toWhite), DEEPEST);
      float noise = Math.abs(0.25f * sum - centre) / Math.max(high - low, 1f);
      float share = depth * STRENGTH * (1f - 0.5f * noise);
      float value = (centre - share * sum) / (1f - 4f * share);
      out[i] = Math.min(Math.max(value, low - OVERSHOOT), high + OVERSHOOT);
    }
  }
}
