package dev.p2c2g.protocol;

import java.util.Optional;

/** A peer asks for no new tasks ({@code peer_drain}). */
public record PeerDrain(Optional<String> peerId) implements Message {}
