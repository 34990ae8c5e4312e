package dev.p2c2g.gamer;

import dev.p2c2g.protocol.TaskResult;
import java.util.Optional;

/**
 * What the presenter is told by the capture thread and the network. A frame's {@link Captured}
 * always comes before its other events.
 */
sealed interface SessionEvent {
  /**
   * A new frame.
   *
   * @param output the size to show it at
   * @param tookNanos how long capturing took
   * @param task its task at the coordinator; empty when it was not submitted
   */
  record Captured(CapturedFrame frame, FrameSize output, long tookNanos, Optional<TaskHandle> task)
      implements SessionEvent {}

  /** A frame's task has ended, well or badly; times by {@link System#nanoTime()}. */
  record Answered(
      long index,
      TaskResult result,
      long submittedNanos,
      Optional<Acceptance> acceptance,
      long arrivedNanos)
      implements SessionEvent {}

  /** A frame was not submitted, or its task ended without an answer. */
  record Unanswered(long index, LocalCause cause) implements SessionEvent {}

  /** No more frames will come. */
  record Ended() implements SessionEvent {}
}
