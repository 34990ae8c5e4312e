package dev.p2c2g.scheduler;

import java.util.Set;

/**
 * What a waiting task asks of a peer. Tasks with equal demands suit the same peers, so they can
 * wait in one line of which only the head is ever looked at.
 *
 * @param triedPeers peers the task was already assigned to; avoided while another one could do it
 */
record Demand(String taskType, Set<String> features, Set<String> triedPeers) {}
