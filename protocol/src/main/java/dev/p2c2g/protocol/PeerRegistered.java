package dev.p2c2g.protocol;

/** The coordinator took the peer in, under this name ({@code peer_registered}). */
public record PeerRegistered(String peerId, long heartbeatIntervalMs) implements Message {}
