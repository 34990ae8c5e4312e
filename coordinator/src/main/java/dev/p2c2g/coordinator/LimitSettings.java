package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;

/**
 * The section {@code limits}: how far anything can grow that others feed.
 *
 * @param maxMessageBytes 65,536 to 268,435,456; the largest WebSocket message accepted
 * @param maxPixels 1 to 1,000,000,000; of one picture, input or output
 * @param maxQueuedTasks 1 to 1,000,000 tasks waiting for a peer
 * @param maxQueuedBytes 65,536 to 2^40; payload bytes held for all open tasks together
 * @param maxInFlightPerGamer 1 to 100,000 open tasks of one gamer
 * @param maxTasksPerSecondPerGamer 1 to 1,000,000
 * @param maxBytesPerSecondPerGamer 65,536 to 2^40; of task payloads
 * @param maxConnections 1 to 1,000,000 open sockets, peers and gamers together
 * @param resultTtlMs 0 to 3,600,000; how long a finished task waits to be collected
 * @param maxKeptResults 0 to 1,000,000 finished tasks waiting to be collected
 * @param maxKeptBytes 0 to 2^40; result bytes of those
 * @param malformedInARow 1 to 1,000 malformed messages in a row close a connection
 */
public record LimitSettings(
    int maxMessageBytes,
    int maxPixels,
    int maxQueuedTasks,
    long maxQueuedBytes,
    int maxInFlightPerGamer,
    int maxTasksPerSecondPerGamer,
    long maxBytesPerSecondPerGamer,
    int maxConnections,
    long resultTtlMs,
    int maxKeptResults,
    long maxKeptBytes,
    int malformedInARow) {
  private static final int MIN_BYTES = 65_536;
  private static final IntRange MESSAGE_BYTES = IntRange.of(MIN_BYTES, 268_435_456);
  private static final IntRange PIXELS = IntRange.of(1, 1_000_000_000);
  private static final IntRange COUNT = IntRange.of(1, 1_000_000);
  private static final IntRange QUEUED_BYTES = IntRange.of(MIN_BYTES, 1L << 40);
  private static final IntRange IN_FLIGHT = IntRange.of(1, 100_000);
  private static final IntRange RESULT_TTL = IntRange.of(0, 3_600_000);
  private static final IntRange KEPT_RESULTS = IntRange.of(0, 1_000_000);
  private static final IntRange KEPT_BYTES = IntRange.of(0, 1L << 40);
  private static final IntRange MALFORMED = IntRange.of(1, 1_000);

  /** Rejects what is out of range. */
  public LimitSettings {
    MESSAGE_BYTES.require("limits.max_message_bytes", maxMessageBytes);
    PIXELS.require("limits.max_pixels", maxPixels);
    COUNT.require("limits.max_queued_tasks", maxQueuedTasks);
    QUEUED_BYTES.require("limits.max_queued_bytes", maxQueuedBytes);
    IN_FLIGHT.require("limits.max_in_flight_per_gamer", maxInFlightPerGamer);
    COUNT.require("limits.max_tasks_per_second_per_gamer", maxTasksPerSecondPerGamer);
    QUEUED_BYTES.require("limits.max_bytes_per_second_per_gamer", maxBytesPerSecondPerGamer);
    COUNT.require("limits.max_connections", maxConnections);
    RESULT_TTL.require("limits.result_ttl_ms", resultTtlMs);
    KEPT_RESULTS.require("limits.max_kept_results", maxKeptResults);
    KEPT_BYTES.require("limits.max_kept_bytes", maxKeptBytes);
    MALFORMED.require("limits.malformed_in_a_row", malformedInARow);
  }

  /**
   * The largest WebSocket frame that is read. One a little over the message limit is read to its
   * end, so that the 1009 arrives: closing with bytes unread resets the connection, and the reason
   * with it.
   */
  int maxFrameBytes() {
    return 2 * maxMessageBytes;
  }

  static LimitSettings read(Settings settings) {
    return new LimitSettings(
        settings.integer("limits.max_message_bytes", 16_777_216, MESSAGE_BYTES),
        settings.integer("limits.max_pixels", 33_177_600, PIXELS),
        settings.integer("limits.max_queued_tasks", 1_000, COUNT),
        settings.number("limits.max_queued_bytes", 536_870_912, QUEUED_BYTES),
        settings.integer("limits.max_in_flight_per_gamer", 64, IN_FLIGHT),
        settings.integer("limits.max_tasks_per_second_per_gamer", 240, COUNT),
        settings.number("limits.max_bytes_per_second_per_gamer", 134_217_728, QUEUED_BYTES),
        settings.integer("limits.max_connections", 2_000, COUNT),
        settings.number("limits.result_ttl_ms", 30_000, RESULT_TTL),
        settings.integer("limits.max_kept_results", 1_000, KEPT_RESULTS),
        settings.number("limits.max_kept_bytes", 268_435_456, KEPT_BYTES),
        settings.integer("limits.malformed_in_a_row", 10, MALFORMED));
  }
}
