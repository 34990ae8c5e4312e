package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.benchmarks.Samples;
import dev.p2c2g.protocol.TaskResult;
import java.util.List;

/**
 * One frame that was submitted, after its end.
 *
 * @param taskId empty when it was not even accepted
 * @param upscaled whether its picture came back
 * @param attempts how many times it or parts of it were given to a peer
 */
record Frame(String taskId, long submittedNanos, long endedNanos, boolean upscaled, int attempts) {
  static Frame answered(long submittedNanos, long endedNanos, TaskResult result) {
    var attempts = result.delivery().map(TaskResult.Delivery::attempts).orElse(0);
    return new Frame(result.taskId(), submittedNanos, endedNanos, result.success(), attempts);
  }

  static Frame lost(long submittedNanos, long endedNanos) {
    return new Frame("", submittedNanos, endedNanos, false, 0);
  }

  /** From submission to answer, of all that came back. */
  static Samples endToEnd(List<Frame> frames) {
    var samples = new Samples(frames.size());
    frames.stream()
        .filter(Frame::upscaled)
        .forEach(frame -> samples.add(frame.endedNanos - frame.submittedNanos));
    return samples;
  }

  static long countLost(List<Frame> frames) {
    return frames.stream().filter(frame -> !frame.upscaled).count();
  }

  /** Attempts beyond the first, of 100 frames. */
  static double extraWorkPercent(List<Frame> frames) {
    var extra = frames.stream().mapToInt(frame -> Math.max(0, frame.attempts - 1)).sum();
    return 100.0 * extra / frames.size();
  }
}
