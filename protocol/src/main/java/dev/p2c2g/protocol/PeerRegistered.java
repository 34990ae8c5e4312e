package dev.p2c2g.protocol;

import java.util.OptionalLong;

/**
 * The coordinator took the peer in, under this name ({@code peer_registered}).
 *
 * @param maxMessageBytes the largest message it accepts; empty from one that does not say
 */
public record PeerRegistered(String peerId, long heartbeatIntervalMs, OptionalLong maxMessageBytes)
    implements Message {}
