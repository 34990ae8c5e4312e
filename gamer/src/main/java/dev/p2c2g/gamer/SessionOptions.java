package dev.p2c2g.gamer;

import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a {@link GamerSession} runs. Values out of range are refused with an {@link
 * IllegalArgumentException}.
 *
 * @param fps frames captured a second, 1 to 240
 * @param output how large frames are shown
 * @param quality what peers are asked for
 * @param algorithm the one to use whatever the quality says; peers without it get no frames
 * @param deadlineMs from the start of a capture to when its result is no longer waited for, 10 to
 *     10,000. The local upscale and the display come on top
 * @param maxInFlight frames at the coordinator at once, 1 to {@value #MOST_IN_FLIGHT}; when empty,
 *     as many as are captured within a deadline, and one
 * @param length stops the session after that time; when empty, the source's end or {@link
 *     GamerSession#close()} does
 */
public record SessionOptions(
    int fps,
    OutputSize output,
    Quality quality,
    Optional<String> algorithm,
    long deadlineMs,
    OptionalInt maxInFlight,
    Optional<Duration> length) {
  private static final int MOST_FPS = 240;
  static final int MOST_IN_FLIGHT = 256;
  private static final long LONGEST_DEADLINE_MS = 10_000;
  private static final long SHORTEST_DEADLINE_MS = 10;

  /** Of 100 ms: the local upscale of a 1080p frame takes up to 10, a window about 5. */
  private static final long MOST_DEFAULT_DEADLINE_MS = 85;

  /** Networks and codecs take their time at any rate. */
  private static final long LEAST_DEFAULT_DEADLINE_MS = 45;

  /** Later than so many frames, a frame is old news. */
  private static final int DEFAULT_DEADLINE_FRAMES = 3;

  public SessionOptions {
    requireRange("fps", fps, 1, MOST_FPS);
    requireRange("deadlineMs", deadlineMs, SHORTEST_DEADLINE_MS, LONGEST_DEADLINE_MS);
    requireRange("maxInFlight", maxInFlight.orElse(1), 1, MOST_IN_FLIGHT);
    if (length.filter(time -> !time.isPositive()).isPresent()) {
      throw new IllegalArgumentException(
          "length is %s; use more than nothing".formatted(length.get()));
    }
  }

  /**
   * Twice the size at quality {@code balanced}, a deadline of three frames but 45 ms at least and
   * 85 at most, no end.
   */
  public static SessionOptions at(int fps) {
    return new SessionOptions(
        fps,
        new OutputSize.Scale(2),
        Quality.BALANCED,
        Optional.empty(),
        defaultDeadlineMs(fps),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static long defaultDeadlineMs(int fps) {
    return Math.clamp(
        DEFAULT_DEADLINE_FRAMES * 1_000L / Math.max(1, fps),
        LEAST_DEFAULT_DEADLINE_MS,
        MOST_DEFAULT_DEADLINE_MS);
  }

  /** {@link #maxInFlight()}, or its default worked out. */
  public int inFlightLimit() {
    long withinDeadline = Math.ceilDiv(deadlineMs * fps, 1_000);
    return maxInFlight.orElse((int) Math.min(MOST_IN_FLIGHT, withinDeadline + 1));
  }

  public SessionOptions withFps(int changed) {
    return new SessionOptions(changed, output, quality, algorithm, deadlineMs, maxInFlight, length);
  }

  public SessionOptions withOutput(OutputSize changed) {
    return new SessionOptions(fps, changed, quality, algorithm, deadlineMs, maxInFlight, length);
  }

  public SessionOptions withQuality(Quality changed) {
    return new SessionOptions(fps, output, changed, algorithm, deadlineMs, maxInFlight, length);
  }

  public SessionOptions withAlgorithm(String changed) {
    return new SessionOptions(
        fps, output, quality, Optional.of(changed), deadlineMs, maxInFlight, length);
  }

  public SessionOptions withDeadlineMs(long changed) {
    return new SessionOptions(fps, output, quality, algorithm, changed, maxInFlight, length);
  }

  public SessionOptions withMaxInFlight(int changed) {
    return new SessionOptions(
        fps, output, quality, algorithm, deadlineMs, OptionalInt.of(changed), length);
  }

  public SessionOptions withLength(Duration changed) {
    return new SessionOptions(
        fps, output, quality, algorithm, deadlineMs, maxInFlight, Optional.of(changed));
  }

  private static void requireRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s is %d; use %d to %d".formatted(name, value, min, max));
    }
  }
}
