package dev.p2c2g.store;

/**
 * A task that one member of the cluster is to see to.
 *
 * @param number how many members have claimed it so far, this one included
 */
public record Claim(StoredTask task, int number) {}
