package dev.p2c2g.scheduler;

/**
 * How a task may be cut.
 *
 * @param grains pieces that cannot be cut further, at least 1; every part is a run of them
 * @param feature what a peer must have to do a part
 * @param fillsTime whether a peer does the whole as well as the deadline allows: then it takes long
 *     because there is time, and parts would only be done worse. Gamers with less time than others
 *     may still have frames cut: what is expected was learned from all
 */
public record Splitting(int grains, String feature, boolean fillsTime) {
  public Splitting {
    Require.atLeast("grains", grains, 1);
    Require.id("feature", feature);
  }
}
