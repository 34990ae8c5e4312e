package dev.p2c2g.scheduler;

import java.util.Set;

/**
 * What a peer declared when it registered.
 *
 * @param lanes tasks it works on at the same time, at least 1; never exceeded
 * @param taskTypes task types it can run, at least one
 * @param features optional abilities, for instance {@code region}; may be empty
 * @param cpuCores at least 1; orders peers that have not been measured yet
 * @param gpu whether it has a GPU; likewise
 */
public record PeerProfile(
    int lanes, Set<String> taskTypes, Set<String> features, int cpuCores, boolean gpu) {
  public PeerProfile {
    Require.atLeast("lanes", lanes, 1);
    Require.atLeast("cpuCores", cpuCores, 1);
    taskTypes = Set.copyOf(taskTypes);
    features = Set.copyOf(features);
    Require.atLeast("number of taskTypes", taskTypes.size(), 1);
  }
}
