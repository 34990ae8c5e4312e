package dev.p2c2g.gamer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session in figures, so far or when it has ended; immutable. Percentiles are of all frames of
 * the session, from a histogram with buckets of fixed width relative to the value: within 0.4 %.
 *
 * @param seconds since the session began to capture
 * @param recentFps frames shown a second, over about the last half second
 * @param inFlight tasks at the coordinator now
 * @param connected whether there is a connection now
 * @param frames what became of the frames
 * @param shownLocally shown after a local upscale, by cause: {@code late, disconnected,
 *     failed.CODE, failed.unopened_result, refused.CODE, not_submitted.in_flight,
 *     not_submitted.retry_after}
 * @param retriedTasks tasks that needed more than one attempt
 * @param reconnects connections made anew
 * @param e2eMs from the start of a frame's capture to when it was shown, however upscaled
 * @param stagesMs where the time went
 * @param peers who did it, most frames first
 * @param algorithms results by the algorithm that peers name
 */
public record SessionReport(
    double seconds,
    double recentFps,
    int inFlight,
    boolean connected,
    Frames frames,
    Map<String, Long> shownLocally,
    long retriedTasks,
    long reconnects,
    Percentiles e2eMs,
    Map<Stage, Percentiles> stagesMs,
    List<Peer> peers,
    Map<String, Long> algorithms) {

  /** How long that part of the way took. */
  public Percentiles stageMs(Stage stage) {
    return Optional.ofNullable(stagesMs.get(stage)).orElseThrow();
  }

  /** The parts of a frame's way; all but {@link #CAPTURE} and {@link #DISPLAY} of results only. */
  public enum Stage {
    /** Grabbing and compressing. */
    CAPTURE,
    /** To the coordinator: from submitting to its word that it has taken the frame in. */
    SUBMIT,
    /** Waiting at the coordinator for a peer, and attempts that were lost. */
    QUEUE,
    /** From the assignment to the result that counts, as the coordinator sees it. */
    PEER,
    /** The upscaling alone, as the peer measured it; a part of {@link #PEER}. */
    PROCESSING,
    /** The rest of {@link #PEER}: to the peer and back, and waiting there. */
    PEER_NETWORK,
    /** Back from the coordinator: what is left from submitting to the result. */
    RETURN,
    /** From the result's arrival to when its turn came, less decoding. */
    WAIT,
    /** Decoding a result. */
    DECODE,
    /** The gamer's own upscale, in place of a result. */
    LOCAL_UPSCALE,
    /** In the sink. */
    DISPLAY
  }

  /**
   * Counts of frames. When a session has ended, {@code captured = shown + skipped + unreadable}.
   *
   * @param captured had from the source
   * @param submitted sent to the coordinator
   * @param upscaledInTime shown from a peer's result, which was here when the frame's turn came
   * @param shown by a peer's result or after a local upscale
   * @param lateResults results that came after their frame was shown or skipped
   * @param skipped not shown, since the display was behind and a newer frame took their place
   * @param unreadable not shown, since the captured picture itself cannot be decoded
   * @param captureFailures captures that gave no usable frame
   * @param skippedTicks captures left out, since the one before took too long
   */
  public record Frames(
      long captured,
      long submitted,
      long upscaledInTime,
      long shown,
      long lateResults,
      long skipped,
      long unreadable,
      long captureFailures,
      long skippedTicks) {

    /** Of the captured frames, 0 to 1; 0 when none was captured. */
    public double upscaledInTimeRatio() {
      return ratio(upscaledInTime);
    }

    /** Of the captured frames, 0 to 1; 0 when none was captured. */
    public double shownRatio() {
      return ratio(shown);
    }

    private double ratio(long part) {
      return captured == 0 ? 0 : (double) part / captured;
    }
  }

  /** Milliseconds; all 0 when there was nothing to measure. */
  public record Percentiles(long count, double p50, double p95, double p99, double max) {}

  /**
   * One peer's share.
   *
   * @param frames results it sent that reached this gamer, late ones too
   */
  public record Peer(String peerId, long frames, double meanProcessingMs) {}
}
