package dev.p2c2g.gamer;

import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;
import java.util.Optional;

/** A frame between its capture and its display; owned by the presenter's thread. */
final class OpenFrame {
  private static final byte[] NOT_ENCODED = {};

  private final SessionEvent.Captured captured;
  private byte[] encoded = NOT_ENCODED;
  private long arrivedNanos;
  private boolean local;
  private boolean tried;
  private Optional<Picture> picture = Optional.empty();
  private long preparedInNanos;

  OpenFrame(SessionEvent.Captured captured) {
    this.captured = captured;
  }

  CapturedFrame frame() {
    return captured.frame();
  }

  long index() {
    return captured.frame().index();
  }

  void arrived(byte[] result, long atNanos) {
    encoded = result;
    arrivedNanos = atNanos;
  }

  /** From now on to be upscaled here. */
  void makeLocal() {
    if (!local) {
      local = true;
      tried = false;
      encoded = NOT_ENCODED;
      picture = Optional.empty();
    }
  }

  /** Whether there is something to prepare that was not tried yet. */
  boolean canPrepare() {
    return !tried && (local || encoded.length > 0);
  }

  /**
   * The picture to show, made now unless it has been before.
   *
   * @throws ImagingException when the result, or the captured frame, cannot be decoded
   */
  Picture prepare(PictureMaker maker) {
    if (picture.isEmpty()) {
      tried = true;
      long startNanos = System.nanoTime();
      picture =
          Optional.of(
              local
                  ? maker.locally(captured.frame(), captured.output())
                  : maker.fromResult(encoded, captured.output()));
      preparedInNanos = System.nanoTime() - startNanos;
    }
    return picture.get();
  }

  long preparedInNanos() {
    return preparedInNanos;
  }

  /** Between the result's arrival and a time, less the decoding. */
  long waitedNanos(long nowNanos) {
    return Math.max(0, nowNanos - arrivedNanos - preparedInNanos);
  }

  ShownFrame toShow(Picture prepared, String caption) {
    return new ShownFrame(index(), prepared, encoded, !local, caption);
  }

  /** Spares the crowd work that nobody waits for; does nothing once the task has ended. */
  void cancelTask() {
    captured.task().ifPresent(TaskHandle::cancel);
  }
}
