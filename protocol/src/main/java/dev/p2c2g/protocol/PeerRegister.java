package dev.p2c2g.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A peer offers its machine ({@code peer_register}).
 *
 * @param peerId empty when the coordinator shall choose the name
 * @param maxConcurrentTasks tasks it may hold at once, 1 to 1024
 * @param features optional abilities, for example {@code region}
 */
public record PeerRegister(
    Optional<String> peerId,
    Capabilities capabilities,
    List<String> taskTypes,
    int maxConcurrentTasks,
    List<String> features)
    implements Message {}
