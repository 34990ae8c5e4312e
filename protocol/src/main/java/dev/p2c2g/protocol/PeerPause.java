package dev.p2c2g.protocol;

import java.util.Optional;

/**
 * A peer takes no tasks for now and hands back those it has ({@code peer_pause}); it sends no
 * result of them.
 *
 * @param reason for people to read, 1 to 100 characters
 */
public record PeerPause(Optional<String> peerId, Optional<String> reason) implements Message {}
