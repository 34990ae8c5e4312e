package dev.p2c2g.coordinator;

import dev.p2c2g.bands.BandRefusedException;
import dev.p2c2g.bands.JpegBand;
import dev.p2c2g.protocol.ImageHeader;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Part;
import java.util.Optional;
import java.util.OptionalLong;

/** Holds what a peer sent against what was promised. */
sealed interface ResultCheck {
  /** So many can lie between two restart markers of a JPEG. */
  int MOST_MCUS = 65_535;

  /** What the scheduler is to hear. */
  Answer answer();

  /** What was wrong; empty for a result. */
  default Optional<String> fault() {
    return answer() instanceof Answer.Failed failed
        ? Optional.of(failed.error())
        : Optional.empty();
  }

  /** The result that can be looked at, where it is one. */
  default Optional<TaskResult.Success> success() {
    return switch (this) {
      case Whole whole -> Optional.of(whole.result());
      case OfPart part -> Optional.of(part.result().result());
      case Unfit _, Lie _ -> Optional.empty();
    };
  }

  /** A result for a whole task. */
  record Whole(Answer.Done answer, TaskResult.Success result) implements ResultCheck {}

  /** A result for a part of one. */
  record OfPart(Answer.Done answer, PartResult result) implements ResultCheck {}

  /** No result, or not the one that was promised. */
  record Unfit(Answer.Failed answer) implements ResultCheck {}

  /** What was promised is not what came, however it is called. */
  record Lie(Answer.Failed answer) implements ResultCheck {}

  static ResultCheck of(TaskRules rules, Part part, TaskResult.Outcome outcome) {
    return switch (outcome) {
      case TaskResult.Failure failure -> unfit(failure.error());
      case TaskResult.Success success ->
          part.isWhole() ? whole(rules, success) : ofPart(rules, part, success);
    };
  }

  private static ResultCheck whole(TaskRules rules, TaskResult.Success success) {
    return rules
        .sealed()
        .map(sizes -> sizes.objection(success.result()))
        .orElseGet(() -> objection(rules.promised(), success.result()))
        .<ResultCheck>map(ResultCheck::lie)
        .orElseGet(() -> new Whole(done(success, ""), success));
  }

  private static ResultCheck ofPart(TaskRules rules, Part part, TaskResult.Success success) {
    if (!(success.result() instanceof Payload.Inline inline)) {
      return unfit("the result of a part must come with the message");
    }
    var objection = objection(Optional.of(rules.promisedOf(part)), inline);
    if (objection.isPresent()) {
      return lie(objection.get());
    }
    try {
      var band = JpegBand.read(inline.bytes());
      return unjoinable(part, band)
          .<ResultCheck>map(ResultCheck::unfit)
          .orElseGet(
              () -> new OfPart(done(success, band.signature()), new PartResult(success, band)));
    } catch (BandRefusedException e) {
      return unfit("the result cannot be a band: " + e.getMessage());
    }
  }

  /** What signatures do not show, being the same for all parts: another follows this one. */
  private static Optional<String> unjoinable(Part part, JpegBand band) {
    boolean last = part.index() == part.count() - 1;
    boolean joinable = band.height() % band.mcuHeight() == 0 && band.mcus() <= MOST_MCUS;
    return last || joinable
        ? Optional.empty()
        : Optional.of(
            "the result has %d blocks, %d rows tall; must be at most %d, and divide its %d rows"
                .formatted(band.mcus(), band.mcuHeight(), MOST_MCUS, band.height()));
  }

  private static Optional<String> objection(Optional<ImageHeader> promised, Payload result) {
    if (promised.isEmpty() || !(result instanceof Payload.Inline inline)) {
      return Optional.empty();
    }
    var found = ImageHeader.read(inline.bytes());
    return found.equals(promised)
        ? PictureFile.objection(promised.get().format(), inline.view())
        : Optional.of(
            "the result is "
                + found.map(ImageHeader::toString).orElse("no picture")
                + ", promised was "
                + promised.get());
  }

  private static Lie lie(String why) {
    return new Lie(new Answer.Failed(why));
  }

  private static Unfit unfit(String why) {
    return new Unfit(new Answer.Failed(why));
  }

  private static Answer.Done done(TaskResult.Success success, String signature) {
    var computeNanos = OptionalLong.of(Math.round(success.processingTimeMs() * 1e6));
    return new Answer.Done(computeNanos, success.result().size(), signature);
  }
}
