package dev.p2c2g.store;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * An outcome for a task. Of several the first one stays.
 *
 * @param onlyOfClaim counts only while that is the task's last {@link Claim}, so that who lost it
 *     cannot end it badly; empty for one that is good whoever brings it
 * @param outcome shared, never written to
 */
public record Ending(String taskId, OptionalInt onlyOfClaim, ByteBuffer outcome) {
  public Ending {
    outcome = outcome.asReadOnlyBuffer();
  }

  /** A buffer of one's own position over the outcome. */
  @Override
  public ByteBuffer outcome() {
    return outcome.duplicate();
  }
}
