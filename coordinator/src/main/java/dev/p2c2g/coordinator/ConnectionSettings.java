package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;

/**
 * The section {@code connections}: how far strangers get before they are known, and how long
 * anybody may keep a connection waiting. An IPv6 address here is its network of 64 bits.
 *
 * @param maxPerAddress 1 to 1,000,000 open at a time from one address
 * @param newPerSecondPerAddress 1 to 1,000,000; twice as many may come at once
 * @param failedLoginsPerMinute 1 to 100,000 from one address; then it has to wait
 * @param handshakeTimeoutMs 100 to 60,000; from the first byte to a WebSocket, and from there to a
 *     valid token
 * @param idleTimeoutMs 1,000 to 86,400,000; a connection that answers no ping for so long is gone
 * @param maxOutgoingBytes 65,536 to 2^31 - 1; that may wait for one reader, before it is
 *     disconnected
 * @param slowReadTimeoutMs 100 to 600,000; a reader that takes nothing for so long is disconnected
 */
public record ConnectionSettings(
    int maxPerAddress,
    int newPerSecondPerAddress,
    int failedLoginsPerMinute,
    long handshakeTimeoutMs,
    long idleTimeoutMs,
    int maxOutgoingBytes,
    long slowReadTimeoutMs) {
  private static final IntRange COUNT = IntRange.of(1, 1_000_000);
  private static final IntRange FAILED = IntRange.of(1, 100_000);
  private static final IntRange HANDSHAKE = IntRange.of(100, 60_000);
  private static final IntRange IDLE = IntRange.of(1_000, 86_400_000);
  private static final IntRange OUTGOING = IntRange.of(65_536, Integer.MAX_VALUE);
  private static final IntRange SLOW = IntRange.of(100, 600_000);

  /** Rejects what is out of range. */
  public ConnectionSettings {
    COUNT.require("connections.max_per_address", maxPerAddress);
    COUNT.require("connections.new_per_second_per_address", newPerSecondPerAddress);
    FAILED.require("connections.failed_logins_per_minute", failedLoginsPerMinute);
    HANDSHAKE.require("connections.handshake_timeout_ms", handshakeTimeoutMs);
    IDLE.require("connections.idle_timeout_ms", idleTimeoutMs);
    OUTGOING.require("connections.max_outgoing_bytes", maxOutgoingBytes);
    SLOW.require("connections.slow_read_timeout_ms", slowReadTimeoutMs);
  }

  static ConnectionSettings read(Settings settings) {
    return new ConnectionSettings(
        settings.integer("connections.max_per_address", 500, COUNT),
        settings.integer("connections.new_per_second_per_address", 100, COUNT),
        settings.integer("connections.failed_logins_per_minute", 10, FAILED),
        settings.number("connections.handshake_timeout_ms", 5_000, HANDSHAKE),
        settings.number("connections.idle_timeout_ms", 60_000, IDLE),
        settings.integer("connections.max_outgoing_bytes", 16_777_216, OUTGOING),
        settings.number("connections.slow_read_timeout_ms", 10_000, SLOW));
  }
}
