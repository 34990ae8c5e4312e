package dev.p2c2g.coordinator;

import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.verification.FrameClaim;

/**
 * A result that is to be looked at, with all that takes.
 *
 * @param who the name under which the peer is remembered
 * @param part of the task that the result is for
 * @param urgent to be looked at before others: the peer is in doubt
 */
record Check(
    String who,
    String peerId,
    Submission submission,
    Part part,
    TaskResult.Success result,
    boolean urgent) {
  /** Whether there is a way to tell a good result from a bad one without doing all of it. */
  static boolean isPossible(Submission submission, TaskResult.Success result) {
    return submission.task().taskType().equals(FrameUpscaleParams.TASK_TYPE)
        && !submission.rules().isSealed()
        && submission.task().data() instanceof Payload.Inline
        && result.result() instanceof Payload.Inline;
  }

  /** Memory that it keeps from being freed. */
  long heldBytes() {
    return (long) submission.task().data().size() + result.result().size();
  }

  /** For the judge; takes a few microseconds. */
  FrameClaim claim(long maxPixels) throws ProtocolException {
    var task = submission.task();
    var asked = part.isWhole() ? task.params() : submission.rules().paramsOf(part, task.params());
    var params = FrameUpscaleParams.read(asked, maxPixels);
    return new FrameClaim(
        ((Payload.Inline) task.data()).view(),
        params.outputWidth(),
        params.outputHeight(),
        params
            .region()
            .map(r -> new Region(r.x(), r.y(), r.width(), r.height()))
            .orElseGet(() -> Region.whole(params.outputWidth(), params.outputHeight())),
        switch (params.outputFormat()) {
          case JPEG -> ImageFormat.JPEG;
          case PNG -> ImageFormat.PNG;
        },
        params.outputQuality(),
        params.algorithm(),
        result.algorithmUsed(),
        ((Payload.Inline) result.result()).view());
  }
}
