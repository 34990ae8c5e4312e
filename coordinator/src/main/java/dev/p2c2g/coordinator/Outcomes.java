package dev.p2c2g.coordinator;

import dev.p2c2g.bands.BandRefusedException;
import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.Timings;
import dev.p2c2g.scheduler.Command;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a task's owner gets at its end; owned by the scheduler thread. */
final class Outcomes {
  private static final Logger LOG = System.getLogger("coordinator");

  private final int maxMessageBytes;

  /**
   * @param maxMessageBytes the most that a joined picture may have; peers keep to it by themselves
   */
  Outcomes(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** The result that arrived, or all parts joined. */
  TaskResult.Outcome of(Command.Complete complete, OpenTask task, ResultCheck arrived) {
    return complete.parts() == 1 ? ((ResultCheck.Whole) arrived).result() : joined(task);
  }

  static TaskResult completed(
      Submission submission, Command.Complete complete, TaskResult.Success result) {
    var timings =
        new Timings(
            millis(complete.queueNanos()),
            millis(complete.peerNanos()),
            millis(complete.totalNanos()),
            millis(complete.networkNanos()));
    return submission.result(result, Optional.of(complete.peerId()), complete.attempts(), timings);
  }

  static TaskResult failed(
      Submission submission, TaskResult.Failure failure, int attempts, long totalNanos) {
    var total = millis(totalNanos);
    return submission.result(failure, Optional.empty(), attempts, new Timings(total, 0, total));
  }

  private TaskResult.Outcome joined(OpenTask task) {
    try {
      var picture = PartResult.join(task.done());
      var bytes = picture.result().size();
      return bytes <= maxMessageBytes
          ? picture
          : failure(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "the result has " + bytes + " bytes; at most " + maxMessageBytes + " can be sent");
    } catch (BandRefusedException e) {
      LOG.log(
          Level.ERROR,
          "the parts of {0} do not join ({1}); please report it",
          task.submission().taskId(),
          e.getMessage());
      return failure(ErrorCode.INTERNAL, "an internal error");
    }
  }

  private static TaskResult.Failure failure(ErrorCode code, String message) {
    return new TaskResult.Failure(message, Optional.of(code.wireName()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static OptionalDouble millis(OptionalLong nanos) {
    return nanos.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(millis(nanos.getAsLong()));
  }
}
