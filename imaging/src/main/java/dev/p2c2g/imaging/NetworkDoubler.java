package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.Network;
import dev.p2c2g.imaging.network.NetworkFile;
import dev.p2c2g.imaging.network.NetworkPlan;
import dev.p2c2g.imaging.network.RowSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Doubles by a trained network of this project. */
final class NetworkDoubler implements Doubler {
  private final NetworkPlan plan;

  private NetworkDoubler(Network network) {
    plan = new NetworkPlan(network);
  }

  /** By the network of that name among the project's own. */
  static NetworkDoubler of(String name) {
    String file = "networks/" + name + ".p2n";
    try (InputStream in = NetworkDoubler.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program's jar");
      }
      return new NetworkDoubler(NetworkFile.read(file, in));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  @Override
  public void twice(Plane in, int x, int y, Plane out, Runnable beforeRows) {
    int right = x + out.width();
    int bottom = y + out.height();
    plan.run(
        (row, column, count, into, at) -> read(in, row, column, count, into, at),
        x / 2,
        y / 2,
        (right + 1) / 2,
        (bottom + 1) / 2,
        new DoubledRows(out, x, y),
        beforeRows);
  }

  @Override
  public boolean staysNear() {
    return true;
  }

  private static void read(Plane in, int row, int x, int count, float[] into, int at) {
    int start = in.rowStart(Math.clamp(row, 0, in.height() - 1));
    int from = Math.clamp(x, 0, in.width() - 1);
    int to = Math.clamp((long) x + count, from + 1, in.width());
    int first = at + from - x;
    RowMath.toFloat(in.samples(), start + from, into, first, to - from);
    Arrays.fill(into, at, Math.max(at, first), into[first]);
    int end = first + to - from;
    Arrays.fill(into, end, Math.max(end, at + count), into[end - 1]);
  }

  /** Rounds the outputs into a plane whose first sample is (x, y) of the doubled plane. */
  private record DoubledRows(Plane out, int x, int y) implements RowSink {
    @Override
    public void write(int row, int column, int count, float[] phases, int at, int apart) {
      for (int lower = 0; lower < 2; lower++) {
        int outRow = 2 * row + lower - y;
        if (outRow >= 0 && outRow < out.height()) {
          store(outRow, 2 * column - x, 2 * count, phases, at + 2 * lower * apart, apart);
        }
      }
    }

    private void store(int row, int left, int count, float[] phases, int at, int apart) {
      int start = out.rowStart(row);
      if (left >= 0 && left + count <= out.width()) {
        Rows.active().interleave2(phases, at, apart, out.samples(), start + left, count);
        return;
      }
      byte[] whole = Scratch.ofThread().bytes(count);
      Rows.active().interleave2(phases, at, apart, whole, 0, count);
      int from = Math.max(0, -left);
      int to = Math.min(count, out.width() - left);
      System.arraycopy(whole, from, out.samples(), start + left + from, to - from);
    }
  }
}
