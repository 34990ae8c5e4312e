package dev.p2c2g.simulator;

import java.util.ArrayList;
import java.util.List;

/** How a run went over time, in equal windows, for the plot. */
final class Timeline {
  private static final int WINDOWS = 120;

  /** A stretch in which something was wrong with many at once. */
  record Mark(Fault fault, long fromNanos, long toNanos) {}

  private final long windowNanos;
  private final Histogram[] latencies = new Histogram[WINDOWS];
  private final long[] inTime = new long[WINDOWS];
  private final long[] frames = new long[WINDOWS];
  private final int[] peers = new int[WINDOWS];
  private final int[] waiting = new int[WINDOWS];
  private final List<Mark> marks = new ArrayList<>();

  Timeline(long endNanos) {
    windowNanos = Math.max(1, Math.ceilDiv(endNanos, WINDOWS));
    for (int i = 0; i < WINDOWS; i++) {
      latencies[i] = new Histogram();
    }
  }

  int windows() {
    return WINDOWS;
  }

  long windowNanos() {
    return windowNanos;
  }

  void frame(long capturedNanos, long endToEndNanos, boolean wasInTime) {
    int window = window(capturedNanos);
    latencies[window].add(endToEndNanos);
    frames[window]++;
    inTime[window] += wasInTime ? 1 : 0;
  }

  void lostFrame(long capturedNanos) {
    frames[window(capturedNanos)]++;
  }

  /** How things are now; the last word of a window counts. */
  void state(long nowNanos, int connectedPeers, int waitingPieces) {
    peers[window(nowNanos)] = connectedPeers;
    waiting[window(nowNanos)] = waitingPieces;
  }

  void mark(Fault fault, long fromNanos, long toNanos) {
    marks.add(new Mark(fault, fromNanos, toNanos));
  }

  double latencyMs(int window, double share) {
    return latencies[window].quantile(share) / 1e6;
  }

  /** 0 to 1; 1 where no frame was captured. */
  double inTimeRate(int window) {
    return frames[window] == 0 ? 1 : inTime[window] / (double) frames[window];
  }

  int peers(int window) {
    return peers[window];
  }

  int waiting(int window) {
    return waiting[window];
  }

  List<Mark> marks() {
    return marks;
  }

  private int window(long nanos) {
    return Math.clamp(nanos / windowNanos, 0, WINDOWS - 1);
  }
}
