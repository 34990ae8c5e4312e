package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.WorkQueue;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Tasks and outcomes as the store keeps them: the messages that brought them, as envelopes. So what
 * another version of this program kept can be read as far as its messages can.
 */
final class KeptForm {
  private KeptForm() {}

  static StoredTask of(Submission submission) {
    var task = submission.task();
    var submit =
        new TaskSubmit(
            submission.requestId(),
            task.taskType(),
            task.data(),
            task.params(),
            task.priority(),
            OptionalLong.empty());
    return new StoredTask(
        submission.taskId(),
        submission.gamerId(),
        new WorkQueue(task.taskType(), submission.rules().requiredFeatures()),
        task.priority(),
        bytes(submit));
  }

  /**
   * The task again.
   *
   * @param nowNanos counts as its arrival
   * @throws ProtocolException where this build would not take such a task
   */
  static Submission submission(StoredTask kept, long maxPixels, long nowNanos, TaskOwner owner)
      throws ProtocolException {
    if (!(MessageCodec.decodeEnvelope(kept.content()) instanceof TaskSubmit submit)) {
      throw ProtocolException.malformed("what is kept of " + kept.taskId() + " is no task");
    }
    var task =
        new Task(
            submit.taskType(),
            submit.data(),
            submit.params(),
            submit.priority(),
            OptionalLong.empty());
    return new Submission(
        kept.taskId(),
        kept.gamerId(),
        submit.requestId(),
        task,
        TaskRules.of(task.taskType(), task.data(), task.params(), maxPixels),
        task.data().size(),
        nowNanos,
        owner);
  }

  static ByteBuffer of(TaskResult result) {
    return bytes(result);
  }

  static TaskResult result(ByteBuffer kept) throws ProtocolException {
    if (MessageCodec.decodeEnvelope(kept) instanceof TaskResult result) {
      return result;
    }
    throw ProtocolException.malformed("what is kept is no outcome");
  }

  private static ByteBuffer bytes(Message message) {
    var envelope = MessageCodec.encodeEnvelope(message);
    return ByteBuffer.allocate(envelope.size())
        .put(envelope.head().duplicate())
        .put(envelope.payload().duplicate())
        .flip();
  }
}
