package dev.p2c2g.protocol;

/** None of the draining peer's tasks is open any more ({@code peer_drained}). */
public record PeerDrained() implements Message {}
