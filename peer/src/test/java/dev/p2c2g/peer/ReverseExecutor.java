package dev.p2c2g.peer;

import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import java.nio.ByteBuffer;
import java.util.Set;

/** A task type that only the tests' resources name: the peer itself has never heard of it. */
public final class ReverseExecutor implements TaskExecutor {
  @Override
  public String taskType() {
    return "reverse";
  }

  @Override
  public Set<String> features() {
    return Set.of("backwards");
  }

  @Override
  public TaskOutput execute(TaskInput input) {
    var bytes = input.bytes();
    var reversed = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new TaskOutput(ByteBuffer.wrap(reversed), "reverse");
  }
}
