package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.ImageHeader;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the coordinator knows of one task's type: how much work it is, what a peer must be able to
 * do, and what a result must look like. Types it does not know pass through opaque, their work
 * counted by their bytes.
 *
 * @param workUnits output megapixels for pictures, megabytes of input for everything else; above 0
 * @param promised the picture the result must be, by its header; empty where the type promises none
 */
record TaskRules(double workUnits, Set<String> requiredFeatures, Optional<ImageHeader> promised) {
  /** Task types accepted even while no peer offers them. */
  static final Set<String> KNOWN_TYPES = Set.of(FrameUpscaleParams.TASK_TYPE, "echo");

  private static final double LEAST_WORK = 1e-3;

  /**
   * Checks a task before it is queued.
   *
   * @throws ProtocolException {@code invalid_params} or {@code payload_too_large}
   */
  static TaskRules of(String taskType, Payload data, ObjectNode params, long maxPixels)
      throws ProtocolException {
    return taskType.equals(FrameUpscaleParams.TASK_TYPE)
        ? ofFrame(FrameUpscaleParams.read(params, maxPixels), data, maxPixels)
        : new TaskRules(Math.max(LEAST_WORK, data.size() / 1e6), Set.of(), Optional.empty());
  }

  private static TaskRules ofFrame(FrameUpscaleParams params, Payload data, long maxPixels)
      throws ProtocolException {
    params.checkPicture(data, maxPixels);
    Set<String> features =
        params.region().isPresent() ? Set.of(FrameUpscaleParams.REGION_FEATURE) : Set.of();
    return new TaskRules(
        Math.max(LEAST_WORK, params.outputMegapixels()), features, Optional.of(promise(params)));
  }

  /** Why this result is not what was promised; empty when it is. */
  Optional<String> objectionTo(Payload result) {
    if (promised.isEmpty() || !(result instanceof Payload.Inline inline)) {
      return Optional.empty();
    }
    var found = ImageHeader.read(inline.bytes());
    return found.equals(promised)
        ? Optional.empty()
        : Optional.of(
            "the result is "
                + found.map(ImageHeader::toString).orElse("no picture")
                + ", promised was "
                + promised.get());
  }

  /** As the exception an embedder sees. */
  static TaskRefusedException refusal(ProtocolException e) {
    return new TaskRefusedException(e.code(), e.text());
  }

  private static ImageHeader promise(FrameUpscaleParams params) {
    var format =
        params.outputFormat() == FrameUpscaleParams.Format.PNG
            ? ImageHeader.Format.PNG
            : ImageHeader.Format.JPEG;
    return params
        .region()
        .map(r -> new ImageHeader(format, r.width(), r.height()))
        .orElse(new ImageHeader(format, params.outputWidth(), params.outputHeight()));
  }
}
