package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Seal;
import java.util.Optional;

/**
 * All that the coordinator can check of a sealed frame: how long it is, and how long its result.
 *
 * @param leastResult bytes; a seal around nothing
 * @param mostResult bytes; no sane picture of the promised size is larger
 */
record SealedSizes(long leastResult, long mostResult) {
  /** A PNG of noise takes a little more than 3, with transparency 4; no JPEG takes as much. */
  private static final long MOST_BYTES_A_PIXEL = 4;

  /** For what pictures carry beside their pixels. */
  private static final long ROOM = 65_536;

  /**
   * Checks the task, as far as that goes.
   *
   * @throws ProtocolException {@code invalid_params}
   */
  static SealedSizes of(FrameUpscaleParams params, Payload data) throws ProtocolException {
    if (params.region().isPresent()) {
      throw ProtocolException.invalidParams(
          "params.region: is given with params." + Seal.PARAM + "; a sealed frame is done whole");
    }
    if (data instanceof Payload.Inline inline && !isSealed(inline)) {
      throw ProtocolException.invalidParams(
          "data: is no sealed frame, which has more than "
              + Seal.TASK_OVERHEAD
              + " bytes and begins with "
              + Seal.VERSION);
    }
    var pixels = (long) params.outputWidth() * params.outputHeight();
    return new SealedSizes(
        Seal.RESULT_OVERHEAD + 1, Seal.RESULT_OVERHEAD + ROOM + MOST_BYTES_A_PIXEL * pixels);
  }

  /** What speaks against a result; empty when nothing does that can be seen from outside. */
  Optional<String> objection(Payload result) {
    return result instanceof Payload.Remote
            || (result.size() >= leastResult && result.size() <= mostResult)
        ? Optional.empty()
        : Optional.of(
            "the sealed result has %d bytes; must have %d to %d"
                .formatted(result.size(), leastResult, mostResult));
  }

  private static boolean isSealed(Payload.Inline data) {
    return data.size() > Seal.TASK_OVERHEAD && data.view().get() == Seal.VERSION;
  }
}
