package dev.p2c2g.coordinator;

import dev.p2c2g.bands.BandRefusedException;
import dev.p2c2g.bands.JpegBand;
import dev.p2c2g.bands.JpegJoin;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.List;
import java.util.stream.Collectors;

/** The result of one part of a split task, read and found fit to be joined. */
record PartResult(TaskResult.Success result, JpegBand band) {
  /** As long as a gamer may read it. */
  private static final int MOST_ALGORITHM = 256;

  int heldBytes() {
    return result.result().size();
  }

  /**
   * One picture of all parts, from the top down. It took as long as the part that took longest.
   *
   * @throws BandRefusedException when they do not fit together after all
   */
  static TaskResult.Success join(List<PartResult> parts) throws BandRefusedException {
    var picture = JpegJoin.joinRead(parts.stream().map(PartResult::band).toList());
    var longestMs = parts.stream().mapToDouble(p -> p.result().processingTimeMs()).max();
    var algorithms =
        parts.stream()
            .map(p -> p.result().algorithmUsed())
            .distinct()
            .collect(Collectors.joining("+"));
    return new TaskResult.Success(
        Payload.of(picture),
        longestMs.orElseThrow(),
        algorithms.substring(0, Math.min(MOST_ALGORITHM, algorithms.length())));
  }
}
