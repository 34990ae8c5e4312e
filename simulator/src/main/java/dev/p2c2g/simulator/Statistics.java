package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.TaskSpec;

/** What gamers saw. */
final class Statistics {
  final Histogram frameNanos = new Histogram();
  final Histogram batchNanos = new Histogram();
  final long[] failed = new long[FailureCode.values().length];
  final long[] refused = new long[FailureCode.values().length];
  final Timeline timeline;
  long frames;
  long framesCompleted;
  long framesInTime;
  long framesCancelled;
  long batchCompleted;

  /** Frames captured after the faults had stopped for a while, and those of them completed. */
  long calmFrames;

  long calmFramesCompleted;

  private final long calmFromNanos;

  Statistics(SimulationOptions options) {
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
    count(captured, true);
    framesCompleted++;
    framesInTime += inTime ? 1 : 0;
    frameNanos.add(endToEnd);
    timeline.frame(captured, endToEnd, inTime);
  }

  void failed(TaskSpec task, FailureCode code) {
    failed[code.ordinal()]++;
    if (isFrame(task)) {
      lost(task, code);
    }
  }

  void refused(TaskSpec task, FailureCode code) {
    refused[code.ordinal()]++;
    if (isFrame(task)) {
      lost(task, code);
    }
  }

  private void lost(TaskSpec frame, FailureCode code) {
    if (code == FailureCode.CANCELLED) {
      framesCancelled++;
      return;
    }
    count(capturedNanos(frame), false);
    timeline.lostFrame(capturedNanos(frame));
  }

  private void count(long capturedNanos, boolean completed) {
    frames++;
    if (capturedNanos >= calmFromNanos) {
      calmFrames++;
      calmFramesCompleted += completed ? 1 : 0;
    }
  }

  private static boolean isFrame(TaskSpec task) {
    return task.taskType().equals(Frames.FRAME);
  }

  private static long capturedNanos(TaskSpec frame) {
    return frame.deadlineNanos().orElseThrow() - Frames.DEADLINE;
  }
}
