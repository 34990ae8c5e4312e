package dev.p2c2g.store;

import java.time.Duration;

/**
 * A coordinator of the cluster.
 *
 * @param id another one each time a coordinator starts
 * @param about what it tells the others of itself
 * @param silent since it last said that it lives, by the store's clock
 */
public record Member(String id, String about, Duration silent) {}
