package dev.p2c2g.imaging.network;

import java.util.ArrayList;
import java.util.List;

/**
 * One run over some columns, narrow enough for the rings of all layers to stay in the processor's
 * caches. Columns beside it are computed again by its neighbours.
 */
final class Tile {
  /** Input columns. */
  static final int COLUMNS = 240;

  private static final ThreadLocal<float[]> MEMORY = ThreadLocal.withInitial(() -> new float[0]);

  private final NetworkPlan plan;
  private final Kernels kernels;
  private final int y0;
  private final int y1;
  private final List<Ring> rings = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final float[] a;
  private final int scratch;
  private final int[] around = new int[3];

  Tile(NetworkPlan plan, Kernels kernels, RowSource source, int x0, int x1, int y0, int y1) {
    this.plan = plan;
    this.kernels = kernels;
    this.y0 = y0;
    this.y1 = y1;
    layOut(x0, x1);
    scratch = rings.getLast().end();
    a = memory(scratch + scratchLength());
    build(source);
  }

  /** Gives each layer its ring: as many columns and rows as those after it need. */
  private void layOut(int x0, int x1) {
    int margin = plan.radius();
    int base = 0;
    // luma is read again by the last layer, for the skip, when it has long run ahead
    rings.add(new Ring(base, 1, rowsOfLuma(), x0 - margin, x1 - x0 + 2 * margin));
    margin = plan.layers().stream().mapToInt(l -> l.layer().radius()).sum();
    for (int i = 0; i < plan.layers().size(); i++) {
      Convolution layer = plan.layers().get(i).layer();
      margin -= layer.radius();
      base = rings.getLast().end();
      int rows = i + 1 == plan.layers().size() ? Ring.GROUP : rowsFor(plan.layers().get(i + 1));
      rings.add(new Ring(base, layer.outputs(), rows, x0 - margin, x1 - x0 + 2 * margin));
    }
  }

  /** Rows that a layer's input has to hold: those that a group needs, and whole groups of them. */
  private static int rowsFor(LayerPlan next) {
    int radius = next.layer().radius();
    return Ring.lastOfGroup(Ring.lastOfGroup(Ring.GROUP - 1 + radius) + radius) + 1;
  }

  private int rowsOfLuma() {
    int last = Ring.GROUP - 1;
    for (LayerPlan layer : plan.layers().reversed()) {
      last = Ring.lastOfGroup(last + layer.layer().radius());
    }
    return Ring.lastOfGroup(last + Ring.GROUP) + 1;
  }

  private int scratchLength() {
    int most = 2 * rings.getFirst().stride();
    for (int i = 0; i < plan.layers().size(); i++) {
      LayerPlan layer = plan.layers().get(i);
      if (layer.isWinograd()) {
        most = Math.max(most, WinogradStage.scratch(layer, rings.get(i).stride()));
      }
    }
    return most + Network.SLACK;
  }

  private static float[] memory(int length) {
    float[] held = MEMORY.get();
    if (held.length < length) {
      held = new float[length];
      MEMORY.set(held);
    }
    return held;
  }

  private void build(RowSource source) {
    int[] firstGroups = new int[rings.size()];
    firstGroups[rings.size() - 1] = Ring.group(y0);
    for (int i = rings.size() - 2; i >= 0; i--) {
      int radius = plan.layers().get(i).layer().radius();
      firstGroups[i] = Ring.group(firstGroups[i + 1] * Ring.GROUP - radius);
    }
    Stage luma = new LumaStage(a, rings.getFirst(), firstGroups[0], source);
    stages.add(luma);
    for (int i = 0; i < plan.layers().size(); i++) {
      LayerPlan layer = plan.layers().get(i);
      Ring ring = rings.get(i + 1);
      Stage before = stages.getLast();
      int first = firstGroups[i + 1];
      stages.add(
          layer.isWinograd()
              ? new WinogradStage(a, kernels, layer, ring, first, before, scratch)
              : new DirectStage(a, kernels, layer, ring, first, List.of(before, luma)));
    }
  }

  void run(RowSink sink, Runnable beforeRows) {
    Ring out = rings.getLast();
    int apart = out.rows() * out.stride();
    for (int y = y0; y < y1; y++) {
      if (y == y0 || Math.floorMod(y, Ring.GROUP) == 0) {
        beforeRows.run();
        stages.getLast().makeUpTo(y);
      }
      limit(y, apart);
      sink.write(y, out.x(), out.columns(), a, out.at(0, y), apart);
    }
  }

  /** Keeps the outputs near the samples around them; where these are equal, so are the outputs. */
  private void limit(int y, int apart) {
    Ring luma = rings.getFirst();
    Ring out = rings.getLast();
    for (int i = 0; i < around.length; i++) {
      around[i] = luma.at(0, y - 1 + i) + out.x() - 1 - luma.x();
    }
    int greatest = scratch + luma.stride();
    kernels.range(a, around, scratch, greatest, out.columns());
    for (int phase = 0; phase < Network.PHASES; phase++) {
      kernels.limit(a, out.at(0, y) + phase * apart, scratch, greatest, out.columns());
    }
  }
}
