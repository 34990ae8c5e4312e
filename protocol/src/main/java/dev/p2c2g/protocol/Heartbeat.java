package dev.p2c2g.protocol;

import java.util.Optional;

/**
 * A peer lives ({@code heartbeat}).
 *
 * @param timestamp the peer's own clock, any unit that does not run backwards
 * @param load 0 idle to 1 fully busy
 */
public record Heartbeat(Optional<String> peerId, double timestamp, double load)
    implements Message {}
