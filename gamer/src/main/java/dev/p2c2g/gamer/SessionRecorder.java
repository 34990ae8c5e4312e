package dev.p2c2g.gamer;

import dev.p2c2g.gamer.SessionReport.Percentiles;
import dev.p2c2g.gamer.SessionReport.Stage;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.Timings;
import java.util.EnumMap;
import java.util.Map;

/** The presenter's counts and times; owned by its thread. */
final class SessionRecorder {
  private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
  private final Histogram e2e = new Histogram();
  private final Tally localCauses = new Tally();
  private final Tally peers = new Tally();
  private final Tally algorithms = new Tally();
  private long upscaledInTime;
  private long shown;
  private long lateResults;
  private long skipped;
  private long unreadable;
  private long retriedTasks;

  void took(Stage stage, long nanos) {
    tookMs(stage, nanos / 1e6);
  }

  /** A task's end, good or bad; the coordinator and the peer tell where its time went. */
  void answered(SessionEvent.Answered answer) {
    TaskResult result = answer.result();
    if (result.outcome() instanceof TaskResult.Success success) {
      tookMs(Stage.PROCESSING, success.processingTimeMs());
      algorithms.add(success.algorithmUsed(), 0);
      peers.add(result.peerId().orElse(Tally.OTHERS), success.processingTimeMs());
    }
    result
        .delivery()
        .ifPresent(delivery -> {
          retriedTasks += delivery.attempts() > 1 ? 1 : 0;
          if (result.success()) {
            answer
                .acceptance()
                .ifPresent(said -> away(breakdown(answer, said, delivery.timings())));
          }
        });
  }

  private static Breakdown breakdown(
      SessionEvent.Answered answer, Acceptance said, Timings timings) {
    return Breakdown.of(answer.submittedNanos(), said, answer.arrivedNanos(), timings);
  }

  private void away(Breakdown times) {
    tookMs(Stage.SUBMIT, times.submitMs());
    tookMs(Stage.QUEUE, times.queueMs());
    tookMs(Stage.PEER, times.peerMs());
    times.networkMs().ifPresent(ms -> tookMs(Stage.PEER_NETWORK, ms));
    tookMs(Stage.RETURN, times.returnMs());
  }

  void lateResult() {
    lateResults++;
  }

  void skipped(int frames) {
    skipped += frames;
  }

  void unreadable() {
    unreadable++;
  }

  void shownUpscaled(long e2eNanos) {
    upscaledInTime++;
    shown(e2eNanos);
  }

  void shownLocally(LocalCause cause, long e2eNanos) {
    localCauses.add(cause.name(), 0);
    shown(e2eNanos);
  }

  long shown() {
    return shown;
  }

  /**
   * Everything so far.
   *
   * @param others what the presenter does not see
   */
  SessionReport report(double seconds, double recentFps, LiveReport.Others others) {
    CaptureCounts capture = others.capture();
    Map<Stage, Percentiles> times = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      times.put(stage, histogram(stage).percentiles());
    }
    return new SessionReport(
        seconds,
        recentFps,
        others.inFlight(),
        others.connected(),
        new SessionReport.Frames(
            capture.captured(),
            capture.submitted(),
            upscaledInTime,
            shown,
            lateResults,
            skipped + capture.overruns(),
            unreadable,
            capture.failures(),
            capture.skippedTicks()),
        localCauses.counts(),
        retriedTasks,
        others.reconnects(),
        e2e.percentiles(),
        times,
        peers.peers(),
        algorithms.counts());
  }

  private void shown(long e2eNanos) {
    shown++;
    e2e.record(e2eNanos / 1e6);
  }

  private void tookMs(Stage stage, double ms) {
    histogram(stage).record(ms);
  }

  private Histogram histogram(Stage stage) {
    return stages.computeIfAbsent(stage, _ -> new Histogram());
  }
}
