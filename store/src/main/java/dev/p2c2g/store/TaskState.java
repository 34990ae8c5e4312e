package dev.p2c2g.store;

import java.nio.ByteBuffer;

/** How far a task is. */
public sealed interface TaskState {
  /** Nobody has claimed it. */
  record Waiting() implements TaskState {}

  /** A member sees to it. */
  record Claimed(String member) implements TaskState {}

  /** It has its outcome. */
  record Over(ByteBuffer outcome) implements TaskState {
    public Over {
      outcome = outcome.asReadOnlyBuffer();
    }

    /** A buffer of one's own position over the outcome. */
    @Override
    public ByteBuffer outcome() {
      return outcome.duplicate();
    }
  }
}
