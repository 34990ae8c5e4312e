package dev.p2c2g.imaging.network;

import java.util.ArrayList;
import java.util.List;

/** A network made ready to run: shared by all threads. */
public final class NetworkPlan {
  private final Network network;
  private final List<LayerPlan> layers;

  /** Orders the weights for the kernels. */
  public NetworkPlan(Network network) {
    this.network = network;
    List<LayerPlan> plans = new ArrayList<>();
    for (Convolution layer : network.layers().subList(0, network.layers().size() - 1)) {
      plans.add(LayerPlan.of(layer));
    }
    plans.add(LayerPlan.last(network.layers().getLast(), network.skip()));
    layers = List.copyOf(plans);
  }

  /** Input samples around an output that it depends on. */
  public int radius() {
    return network.radius();
  }

  List<LayerPlan> layers() {
    return layers;
  }

  /**
   * Runs the network over part of the plane, on this thread.
   *
   * @param x0 first input column whose outputs are wanted
   * @param y0 first input row
   * @param x1 after the last column
   * @param y1 after the last row
   * @param beforeRows run before every four input rows of a tile; ends the work by throwing
   */
  public void run(
      RowSource source, int x0, int y0, int x1, int y1, RowSink sink, Runnable beforeRows) {
    run(NetworkKernels.active(), source, x0, y0, x1, y1, sink, beforeRows);
  }

  void run(
      Kernels kernels,
      RowSource source,
      int x0,
      int y0,
      int x1,
      int y1,
      RowSink sink,
      Runnable beforeRows) {
    for (int x = x0; x < x1; x += Tile.COLUMNS) {
      new Tile(this, kernels, source, x, Math.min(x1, x + Tile.COLUMNS), y0, y1)
          .run(sink, beforeRows);
    }
  }
}
