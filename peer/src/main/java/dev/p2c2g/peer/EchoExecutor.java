package dev.p2c2g.peer;

import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the bytes back: the task type to measure everything but the work with. {@code
 * params.result_bytes} asks for a result of another length (the input, repeated or cut), {@code
 * params.delay_ms} for work that takes that long.
 */
public final class EchoExecutor implements TaskExecutor {
  private static final int MAX_RESULT_BYTES = 64 << 20;
  private static final int MAX_DELAY_MS = 60_000;

  @Override
  public String taskType() {
    return "echo";
  }

  @Override
  public TaskOutput execute(TaskInput input) throws TaskFailedException {
    var delayMs = integer(input.params(), "delay_ms", 0, MAX_DELAY_MS);
    var resultBytes =
        integer(input.params(), "result_bytes", input.data().remaining(), MAX_RESULT_BYTES);
    pause(delayMs, input);
    return new TaskOutput(ByteBuffer.wrap(repeated(input.bytes(), resultBytes)), "echo");
  }

  private static int integer(ObjectNode params, String name, int absent, int max)
      throws TaskFailedException {
    var node = params.path(name);
    if (node.isMissingNode()) {
      return absent;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < 0
        || node.intValue() > max) {
      throw new TaskFailedException(
          "params." + name + ": is " + node + "; must be a whole number from 0 to " + max);
    }
    return node.intValue();
  }

  private static void pause(int delayMs, TaskInput input) {
    var until = System.nanoTime() + delayMs * 1_000_000L;
    try {
      while (System.nanoTime() < until) {
        if (input.isCancelled()) {
          throw new CancellationException();
        }
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static byte[] repeated(byte[] bytes, int length) {
    if (bytes.length == length || bytes.length == 0) {
      return bytes.length == length ? bytes : new byte[length];
    }
    var result = new byte[length];
    for (var at = 0; at < length; at += bytes.length) {
      System.arraycopy(bytes, 0, result, at, Math.min(bytes.length, length - at));
    }
    return result;
  }
}
