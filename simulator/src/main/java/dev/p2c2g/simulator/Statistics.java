package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.EnumMap;
import java.util.Map;

/** What gamers saw. */
final class Statistics {
  final Histogram frameNanos = new Histogram();
  final Histogram batchNanos = new Histogram();
  final Map<FailureCode, Long> failed = new EnumMap<>(FailureCode.class);
  final Map<FailureCode, Long> refused = new EnumMap<>(FailureCode.class);
  final Timeline timeline;
  long frames;
  long framesCompleted;
  long framesInTime;
  long framesCancelled;
  long batchCompleted;

  /**
   * Frames captured after the faults had stopped for a while, and those of them completed; only
   * frames that one peer does well within the deadline.
   */
  long calmFrames;

  long calmFramesCompleted;

  /** Frames captured once the crowd was known, after a third of the run, and those in time. */
  long settledFrames;

  long settledFramesInTime;

  private final SimulationOptions options;
  private final long calmFromNanos;

  Statistics(SimulationOptions options) {
    this.options = options;
    timeline = new Timeline(options.endNanos());
    calmFromNanos = (options.calmNanos() + 2 * options.endNanos()) / 3;
  }

  /**
   * @param arrivesNanos when the gamer has it
   */
  void completed(TaskSpec task, Command.Complete how, long arrivesNanos) {
    if (!isFrame(task)) {
      batchCompleted++;
      batchNanos.add(how.totalNanos());
      return;
    }
    long captured = capturedNanos(task);
    long endToEnd = arrivesNanos - captured;
    boolean inTime = endToEnd <= Frames.DEADLINE;
    count(task, true, inTime);
    framesCompleted++;
    framesInTime += inTime ? 1 : 0;
    frameNanos.add(endToEnd);
    timeline.frame(captured, endToEnd, inTime);
  }

  void failed(TaskSpec task, FailureCode code) {
    failed.merge(code, 1L, Long::sum);
    if (isFrame(task)) {
      lost(task, code);
    }
  }

  void refused(TaskSpec task, FailureCode code) {
    refused.merge(code, 1L, Long::sum);
    if (isFrame(task)) {
      lost(task, code);
    }
  }

  private void lost(TaskSpec frame, FailureCode code) {
    if (code == FailureCode.CANCELLED) {
      framesCancelled++;
      return;
    }
    count(frame, false, false);
    timeline.lostFrame(capturedNanos(frame));
  }

  private void count(TaskSpec frame, boolean completed, boolean inTime) {
    frames++;
    if (3 * capturedNanos(frame) >= options.endNanos()) {
      settledFrames++;
      settledFramesInTime += inTime ? 1 : 0;
    }
    if (capturedNanos(frame) >= calmFromNanos && isEasy(frame)) {
      calmFrames++;
      calmFramesCompleted += completed ? 1 : 0;
    }
  }

  private boolean isEasy(TaskSpec frame) {
    return PeerSpeed.medianNanos(options, frame.kind(), frame.workUnits()) < Frames.DEADLINE / 3.0;
  }

  private static boolean isFrame(TaskSpec task) {
    return task.taskType().equals(Frames.FRAME);
  }

  private static long capturedNanos(TaskSpec frame) {
    return frame.deadlineNanos().orElseThrow() - Frames.DEADLINE;
  }
}
