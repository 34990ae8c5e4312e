package dev.p2c2g.gamer;

import dev.p2c2g.gamer.SessionReport.Stage;
import java.util.function.Supplier;

/**
 * The session's latest figures: the presenter's thread renews them about twice a second, any thread
 * reads them.
 */
final class LiveReport {
  static final long INTERVAL_NANOS = 500_000_000L;

  /** What other threads know. */
  record Others(int inFlight, boolean connected, long reconnects, CaptureCounts capture) {}

  private final Supplier<Others> others;
  private volatile SessionReport latest;
  private long startNanos = System.nanoTime();
  private String caption = "";
  private long renewedNanos = startNanos;
  private long shownBefore;

  LiveReport(Supplier<Others> others) {
    this.others = others;
    this.latest = report(new SessionRecorder(), startNanos, 0);
  }

  /** Counts seconds from now; called before the presenter starts. */
  void begin() {
    startNanos = System.nanoTime();
    renewedNanos = startNanos;
  }

  /** Any thread. */
  SessionReport latest() {
    return latest;
  }

  /** Lines for the overlay. */
  String caption() {
    return caption;
  }

  /** Renews the figures when it is time. */
  void update(SessionRecorder recorder) {
    long now = System.nanoTime();
    if (now - renewedNanos >= INTERVAL_NANOS) {
      renew(recorder, now);
    }
  }

  /** Renews the figures for the last time. */
  void finish(SessionRecorder recorder) {
    renew(recorder, System.nanoTime());
  }

  private void renew(SessionRecorder recorder, long now) {
    double sinceSeconds = (now - renewedNanos) / 1e9;
    latest = report(recorder, now, (recorder.shown() - shownBefore) / Math.max(1e-3, sinceSeconds));
    caption = captionOf(latest);
    renewedNanos = now;
    shownBefore = recorder.shown();
  }

  private SessionReport report(SessionRecorder recorder, long now, double recentFps) {
    return recorder.report((now - startNanos) / 1e9, recentFps, others.get());
  }

  private static String captionOf(SessionReport report) {
    return "%.1f fps, %d in flight%s%n%.1f %% upscaled by peers%nlatency %.0f ms, p99 %.0f ms%n%s"
        .formatted(
            report.recentFps(),
            report.inFlight(),
            report.connected() ? "" : ", disconnected",
            100 * report.frames().upscaledInTimeRatio(),
            report.e2eMs().p50(),
            report.e2eMs().p99(),
            splitOf(report));
  }

  /** Where a usual frame's time goes while it is away. */
  private static String splitOf(SessionReport report) {
    return "to %.0f queue %.0f work %.0f net %.0f back %.0f"
        .formatted(
            report.stageMs(Stage.SUBMIT).p50(),
            report.stageMs(Stage.QUEUE).p50(),
            report.stageMs(Stage.PROCESSING).p50(),
            report.stageMs(Stage.PEER_NETWORK).p50(),
            report.stageMs(Stage.RETURN).p50());
  }
}
