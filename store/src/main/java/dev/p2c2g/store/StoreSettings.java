package dev.p2c2g.store;

import java.time.Duration;
import java.util.Optional;

/**
 * How a store is opened.
 *
 * @param connection where it is, in the words of its kind; empty for one that needs none
 * @param username overrides the one in {@code connection}
 * @param password overrides the one in {@code connection}
 * @param namespace begins every name that is kept, so that clusters can share a server
 * @param migrate whether a store with tables may bring them to what this build needs
 * @param room how much may be kept
 * @param patience after which a store that does not answer counts as unavailable
 */
public record StoreSettings(
    String connection,
    Optional<String> username,
    Optional<String> password,
    String namespace,
    boolean migrate,
    Room room,
    Duration patience) {
  /**
   * What a store may hold.
   *
   * @param openTasks without an outcome
   * @param openBytes of those
   * @param keep for how long an outcome can be asked for
   * @param keptOutcomes in memory; a server drops them by age alone
   * @param keptBytes of those, in memory
   */
  public record Room(
      long openTasks, long openBytes, Duration keep, int keptOutcomes, long keptBytes) {}

  /** Nothing of it is for the eyes of others. */
  @Override
  public String toString() {
    return "StoreSettings[namespace=" + namespace + "]";
  }
}
