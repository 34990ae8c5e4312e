package dev.p2c2g.protocol;

import java.util.Optional;

/** A paused peer takes tasks again ({@code peer_resume}). */
public record PeerResume(Optional<String> peerId) implements Message {}
