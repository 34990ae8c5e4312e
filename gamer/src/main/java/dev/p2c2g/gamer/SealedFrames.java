package dev.p2c2g.gamer;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.security.Circle;
import dev.p2c2g.security.SealedTask;

/** Seals a gamer's frames to a circle of peers: nobody on the way sees them. Any thread. */
final class SealedFrames {
  private final Circle circle;

  SealedFrames(Circle circle) {
    this.circle = circle;
  }

  /**
   * What to send in a task's place, and how to read its results.
   *
   * @param submit with sealed bytes
   */
  record Sealed(TaskSubmit submit, ResultReader reader) {}

  /**
   * Seals a task.
   *
   * @throws IllegalArgumentException for one that cannot be sealed: nothing is sent in the open
   */
  Sealed seal(TaskSubmit task) {
    SealedTask sealed = circle.seal(inline(task).view(), binding(task));
    TaskSubmit submit =
        new TaskSubmit(
            task.requestId(),
            task.taskType(),
            new Payload.Inline(sealed.bytes()),
            task.params().deepCopy().put(Seal.PARAM, circle.id()),
            task.priority(),
            task.deadlineMs());
    return new Sealed(submit, ResultReader.opening(sealed));
  }

  private static byte[] binding(TaskSubmit task) {
    if (!task.taskType().equals(FrameUpscaleParams.TASK_TYPE)) {
      throw new IllegalArgumentException(
          "taskType is %s; this client seals its tasks, and only %s can be"
              .formatted(task.taskType(), FrameUpscaleParams.TASK_TYPE));
    }
    try {
      FrameUpscaleParams params = FrameUpscaleParams.read(task.params(), Long.MAX_VALUE);
      if (params.region().isPresent()) {
        throw new IllegalArgumentException("params.region: is given; a sealed frame is done whole");
      }
      return params.sealBinding();
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(e.text(), e);
    }
  }

  private static Payload.Inline inline(TaskSubmit task) {
    return switch (task.data()) {
      case Payload.Inline inline -> inline;
      case Payload.Remote remote ->
          throw new IllegalArgumentException(
              "data is at " + remote.url() + "; only bytes that are here can be sealed");
    };
  }
}
