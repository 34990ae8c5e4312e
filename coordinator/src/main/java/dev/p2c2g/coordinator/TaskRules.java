package dev.p2c2g.coordinator;

import dev.p2c2g.bands.Band;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.ImageHeader;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.Splitting;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the coordinator knows of one task's type: how much work it is, what a peer must be able to
 * do, how it may be cut, and what a result must look like. Types it does not know pass through
 * opaque, their work counted by their bytes.
 *
 * @param kind what its times are comparable with
 * @param workUnits output megapixels for pictures, megabytes of input for everything else; above 0
 * @param splitting how it may be cut; empty where it must stay whole
 * @param promised the picture the result must be, by its header; empty where the type promises
 *     none, and where nobody here can see it
 * @param sealed what can be checked of a task that is sealed; empty for one that is not
 */
record TaskRules(
    Kind kind,
    double workUnits,
    Set<String> requiredFeatures,
    Optional<Splitting> splitting,
    Optional<ImageHeader> promised,
    Optional<SealedSizes> sealed) {
  /** Task types accepted even while no peer offers them. */
  static final Set<String> KNOWN_TYPES = Set.of(FrameUpscaleParams.TASK_TYPE, "echo");

  /** Whether some task can require this feature of a peer; others mean nothing here. */
  static boolean isKnownFeature(String feature) {
    return feature.equals(FrameUpscaleParams.REGION_FEATURE)
        || feature.startsWith(FrameUpscaleParams.ALGORITHM_FEATURE)
        || Seal.isFeature(feature);
  }

  private static final double LEAST_WORK = 1e-3;

  /** Half of such a picture still is one restart interval: 65,535 blocks of 8 by 8 pixels. */
  private static final double MOST_JOINED_MEGAPIXELS = 2 * 65_535 * 64 / 1e6;

  /**
   * Checks a task before it is queued.
   *
   * @throws ProtocolException {@code invalid_params} or {@code payload_too_large}
   */
  static TaskRules of(String taskType, Payload data, ObjectNode params, long maxPixels)
      throws ProtocolException {
    var sealedTo = Seal.keyId(params);
    if (taskType.equals(FrameUpscaleParams.TASK_TYPE)) {
      return ofFrame(FrameUpscaleParams.read(params, maxPixels), sealedTo, data, maxPixels);
    }
    if (sealedTo.isPresent()) {
      throw ProtocolException.invalidParams(
          "params."
              + Seal.PARAM
              + ": is given; only tasks of type "
              + FrameUpscaleParams.TASK_TYPE
              + " can be sealed");
    }
    return new TaskRules(
        new Kind(taskType, ""),
        Math.max(LEAST_WORK, data.size() / 1e6),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TaskRules ofFrame(
      FrameUpscaleParams params, Optional<String> sealedTo, Payload data, long maxPixels)
      throws ProtocolException {
    var sealed =
        sealedTo.isPresent()
            ? Optional.of(SealedSizes.of(params, data))
            : Optional.<SealedSizes>empty();
    if (sealed.isEmpty()) {
      params.checkPicture(data, maxPixels);
    }
    Set<String> features = new HashSet<>();
    sealedTo.map(Seal.FEATURE::concat).ifPresent(features::add);
    params.region().ifPresent(_ -> features.add(FrameUpscaleParams.REGION_FEATURE));
    Optional<String> named = params.algorithm().map(FrameUpscaleParams.ALGORITHM_FEATURE::concat);
    named.ifPresent(features::add);
    String quality = params.quality().name().toLowerCase(Locale.ROOT);
    return new TaskRules(
        new Kind(FrameUpscaleParams.TASK_TYPE, named.orElse(quality)),
        Math.max(LEAST_WORK, params.outputMegapixels()),
        Set.copyOf(features),
        sealed.isPresent() ? Optional.empty() : splitting(params, named.isPresent(), data),
        sealed.isPresent() ? Optional.empty() : Optional.of(promise(params)),
        sealed);
  }

  /**
   * Whether the task and its result are encrypted for others: nothing in them can be looked at,
   * compared, joined or kept for another.
   */
  boolean isSealed() {
    return sealed.isPresent();
  }

  /** The rows of a part; only of a task that may be cut. */
  Band band(Part part) {
    return Band.ofGrains(promised.orElseThrow().height(), part.fromGrain(), part.toGrain());
  }

  /** The picture that a part's result must be. */
  ImageHeader promisedOf(Part part) {
    var whole = promised.orElseThrow();
    return new ImageHeader(whole.format(), whole.width(), band(part).height());
  }

  /** The parameters that ask for a part only. */
  ObjectNode paramsOf(Part part, ObjectNode whole) {
    var band = band(part);
    var params = whole.deepCopy();
    params
        .putObject("region")
        .put("x", 0)
        .put("y", band.y())
        .put("width", promised.orElseThrow().width())
        .put("height", band.height());
    return params;
  }

  /** As the exception an embedder sees. */
  static TaskRefusedException refusal(ProtocolException e) {
    return new TaskRefusedException(e.code(), e.text());
  }

  /** JPEGs of bands can be joined without decoding them; and their sender must send them here. */
  private static Optional<Splitting> splitting(
      FrameUpscaleParams params, boolean algorithmNamed, Payload data) {
    boolean rungByTime = !algorithmNamed && params.quality() != FrameUpscaleParams.Quality.FAST;
    boolean divisible =
        params.outputFormat() == FrameUpscaleParams.Format.JPEG
            && params.region().isEmpty()
            && data instanceof Payload.Inline
            && params.outputMegapixels() <= MOST_JOINED_MEGAPIXELS;
    return divisible
        ? Optional.of(
            new Splitting(
                Band.grains(params.outputHeight()), FrameUpscaleParams.REGION_FEATURE, rungByTime))
        : Optional.empty();
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
