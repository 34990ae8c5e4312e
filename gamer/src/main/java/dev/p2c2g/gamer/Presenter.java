package dev.p2c2g.gamer;

import dev.p2c2g.gamer.Pacer.Step;
import dev.p2c2g.gamer.SessionReport.Stage;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Prepares and shows frames as the {@link Pacer} decides, on a thread of its own. Results are
 * decoded when they arrive, unless a frame is due at that moment: that goes first.
 */
final class Presenter implements Runnable {
  private static final Logger LOG = System.getLogger("gamer");

  private final BlockingQueue<SessionEvent> inbox;
  private final Semaphore openFrames;
  private final Pacer pacer;
  private final FrameSink sink;
  private final LiveReport live;
  private final PictureMaker maker = new PictureMaker();
  private final SessionRecorder recorder = new SessionRecorder();

  /** In the order of their capture. */
  private final Map<Long, OpenFrame> frames = new LinkedHashMap<>();

  private boolean ended;
  private boolean complained;

  /**
   * @param openFrames is given a permit for each frame that is closed
   * @param live is told of what was recorded about twice a second, and at the end
   */
  Presenter(
      BlockingQueue<SessionEvent> inbox,
      Semaphore openFrames,
      Pacer pacer,
      FrameSink sink,
      LiveReport live) {
    this.inbox = inbox;
    this.openFrames = openFrames;
    this.pacer = pacer;
    this.sink = sink;
    this.live = live;
  }

  @Override
  public void run() {
    try {
      while (!ended || !pacer.isIdle()) {
        hearAll();
        switch (pacer.next()) {
          case Step.Show show -> show(show);
          case Step.Wait(long nanos) -> prepareOrWait(nanos);
        }
        live.update(recorder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      live.finish(recorder);
    }
  }

  private void hearAll() {
    for (Optional<SessionEvent> event = poll(); event.isPresent(); event = poll()) {
      hear(event.get());
    }
  }

  private Optional<SessionEvent> poll() {
    return Optional.ofNullable(inbox.poll());
  }

  private void prepareOrWait(long nanos) throws InterruptedException {
    Optional<OpenFrame> next = frames.values().stream().filter(OpenFrame::canPrepare).findFirst();
    if (next.isPresent()) {
      prepare(next.get());
    } else if (!ended || !pacer.isIdle()) {
      long patience = Math.min(nanos, LiveReport.INTERVAL_NANOS);
      Optional.ofNullable(inbox.poll(patience, TimeUnit.NANOSECONDS)).ifPresent(this::hear);
    }
  }

  private void hear(SessionEvent event) {
    switch (event) {
      case SessionEvent.Captured captured -> {
        frames.put(captured.frame().index(), new OpenFrame(captured));
        pacer.captured(captured.frame().index(), captured.frame().capturedNanos());
        recorder.took(Stage.CAPTURE, captured.tookNanos());
      }
      case SessionEvent.Answered answer -> answered(answer);
      case SessionEvent.Unanswered(long index, LocalCause cause) -> local(index, cause);
      case SessionEvent.Ended _ -> ended = true;
    }
  }

  private void answered(SessionEvent.Answered answer) {
    recorder.answered(answer);
    switch (answer.result().outcome()) {
      case TaskResult.Success success when success.result() instanceof Payload.Inline picture ->
          arrived(answer, picture);
      case TaskResult.Success _ -> local(answer.index(), LocalCause.UNREADABLE);
      case TaskResult.Failure failure -> local(answer.index(), LocalCause.failed(failure.code()));
    }
  }

  private void arrived(SessionEvent.Answered answer, Payload picture) {
    if (pacer.arrived(answer.index(), answer.arrivedNanos())) {
      frame(answer.index()).arrived(picture.toByteArray(), answer.arrivedNanos());
    } else {
      recorder.lateResult();
    }
  }

  private void local(long index, LocalCause cause) {
    if (pacer.local(index, cause)) {
      frame(index).makeLocal();
    }
  }

  private void prepare(OpenFrame frame) {
    try {
      var _ = frame.prepare(maker);
    } catch (ImagingException e) {
      unusable(frame, e);
    }
  }

  /** A result that cannot be decoded is replaced; a captured frame that cannot be is given up. */
  private void unusable(OpenFrame frame, ImagingException why) {
    if (!complained) {
      complained = true;
      LOG.log(
          Level.WARNING,
          "frame {0}: {1} (counted; further ones are not logged)",
          frame.index(),
          why.getMessage());
    }
    local(frame.index(), LocalCause.UNREADABLE);
  }

  private void show(Step.Show step) {
    step.skipped().forEach(this::close);
    recorder.skipped(step.skipped().size());
    OpenFrame frame = close(step.index());
    if (step.locally().isPresent()) {
      frame.makeLocal();
      showLocally(frame, step.locally().get());
    } else {
      showResult(frame);
    }
  }

  private void showResult(OpenFrame frame) {
    Picture picture;
    try {
      picture = frame.prepare(maker);
    } catch (ImagingException e) {
      unusable(frame, e);
      frame.makeLocal();
      showLocally(frame, LocalCause.UNREADABLE);
      return;
    }
    recorder.took(Stage.DECODE, frame.preparedInNanos());
    recorder.took(Stage.WAIT, frame.waitedNanos(System.nanoTime()));
    recorder.shownUpscaled(display(frame, picture));
  }

  private void showLocally(OpenFrame frame, LocalCause cause) {
    try {
      Picture picture = frame.prepare(maker);
      recorder.took(Stage.LOCAL_UPSCALE, frame.preparedInNanos());
      recorder.shownLocally(cause, display(frame, picture));
    } catch (ImagingException e) {
      unusable(frame, e);
      recorder.unreadable();
    }
  }

  /** Returns how long after the start of its capture the frame was shown. */
  private long display(OpenFrame frame, Picture picture) {
    long startNanos = System.nanoTime();
    sink.show(frame.toShow(picture, live.caption()));
    long shownNanos = System.nanoTime();
    recorder.took(Stage.DISPLAY, shownNanos - startNanos);
    return shownNanos - frame.frame().capturedNanos();
  }

  private OpenFrame frame(long index) {
    return Optional.ofNullable(frames.get(index)).orElseThrow();
  }

  private OpenFrame close(long index) {
    OpenFrame frame = frame(index);
    frames.remove(index);
    openFrames.release();
    frame.cancelTask();
    return frame;
  }
}
