package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.p2c2g.gamer.SessionReport.Stage;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.Timings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The presenter on the test's own thread, with everything it will hear in its inbox. */
@Timeout(60)
class PresenterTest {
  private static final int DEADLINE_MS = 90;
  private static final int INTERVAL_MS = 30;
  private static final FrameSize OUTPUT = new FrameSize(128, 72);
  private static final byte[] SMALL = Codecs.jpeg().encode(Quadrants.picture(64, 36), 90);
  private static final byte[] LARGE = Codecs.jpeg().encode(Quadrants.picture(128, 72), 90);

  private final BlockingQueue<SessionEvent> inbox = new LinkedBlockingQueue<>();
  private final FakeClock clock = new FakeClock();
  private final Semaphore openFrames = new Semaphore(0);

  @Test
  void passesTheResultOnAsItArrived() {
    hear(captured(0, SMALL), answered(0, Payload.of(LARGE)), new SessionEvent.Ended());
    RecordingSink sink = new RecordingSink();
    SessionReport report = present(sink);

    ShownFrame shown = sink.frames().getFirst();
    assertThat(shown.encoded()).isEqualTo(LARGE);
    assertThat(shown.upscaledByPeer()).isTrue();
    assertThat(report.frames().upscaledInTime()).isEqualTo(1);
    assertThat(openFrames.availablePermits()).isEqualTo(1);
  }

  @Test
  void replacesAResultThatIsDamagedOrOfAnotherSizeOrElsewhere() {
    hear(captured(0, SMALL), answered(0, Payload.of(new byte[] {1, 2, 3})));
    hear(captured(1, SMALL), answered(1, Payload.of(SMALL)));
    hear(captured(2, SMALL), answered(2, new Payload.Remote("s3://bucket/key")));
    hear(new SessionEvent.Ended());
    RecordingSink sink = new RecordingSink();
    SessionReport report = present(sink);

    assertThat(report.shownLocally())
        .containsOnlyKeys("failed.unreadable_result")
        .containsValue(3L);
    assertThat(sink.frames()).hasSize(3);
    assertThat(sink.frames())
        .allSatisfy(frame -> {
          assertThat(frame.upscaledByPeer()).isFalse();
          assertThat(frame.encoded()).isEmpty();
          assertThat(Quadrants.matches(frame.picture().toImage())).isTrue();
        });
  }

  @Test
  void dropsAndCountsAResultThatComesAfterItsFrameWasShown() {
    hear(captured(0, SMALL));
    clock.atMs(DEADLINE_MS);
    RecordingSink sink =
        new RecordingSink(_ -> hear(answered(0, Payload.of(LARGE)), new SessionEvent.Ended()));
    SessionReport report = present(sink);

    assertThat(sink.frames()).hasSize(1);
    assertThat(report.shownLocally()).containsEntry("late", 1L);
    assertThat(report.frames().lateResults()).isEqualTo(1);
    assertThat(report.frames().upscaledInTime()).isZero();
    assertThat(report.peers()).hasSize(1);
  }

  @Test
  void goesOnAfterAFrameThatItselfIsDamaged() {
    byte[] damaged = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0};
    hear(captured(0, damaged), new SessionEvent.Unanswered(0, LocalCause.DISCONNECTED));
    hear(captured(1, SMALL), new SessionEvent.Unanswered(1, LocalCause.DISCONNECTED));
    hear(new SessionEvent.Ended());
    RecordingSink sink = new RecordingSink();
    SessionReport report = present(sink);

    assertThat(sink.indices()).containsExactly(1L);
    assertThat(report.frames().unreadable()).isEqualTo(1);
    assertThat(openFrames.availablePermits()).isEqualTo(2);
  }

  @Test
  void countsFramesThatTheDisplayHadNoTimeFor() {
    for (int i = 0; i < 4; i++) {
      hear(captured(i, SMALL), new SessionEvent.Unanswered(i, LocalCause.DISCONNECTED));
    }
    hear(new SessionEvent.Ended());
    RecordingSink sink = new RecordingSink(_ -> clock.atMs(2 * INTERVAL_MS + 1));
    SessionReport report = present(sink);

    assertThat(sink.indices()).containsExactly(0L, 3L);
    assertThat(report.frames().skipped()).isEqualTo(2);
    assertThat(openFrames.availablePermits()).isEqualTo(4);
  }

  @Test
  void tellsWhereTheTimeWentWhileAFrameWasAway() {
    hear(captured(0, SMALL), answered(0, Payload.of(LARGE)), new SessionEvent.Ended());
    SessionReport report = present(new RecordingSink());

    assertThat(p50(report, Stage.SUBMIT)).isCloseTo(2, within(0.01));
    assertThat(p50(report, Stage.QUEUE)).isCloseTo(1, within(0.01));
    assertThat(p50(report, Stage.PEER)).isCloseTo(4, within(0.02));
    assertThat(p50(report, Stage.PROCESSING)).isCloseTo(3, within(0.02));
    assertThat(p50(report, Stage.PEER_NETWORK)).isCloseTo(1, within(0.01));
    assertThat(p50(report, Stage.RETURN)).isCloseTo(3, within(0.02));
  }

  private static double p50(SessionReport report, Stage stage) {
    return report.stageMs(stage).p50();
  }

  private void hear(SessionEvent... events) {
    inbox.addAll(List.of(events));
  }

  private SessionReport present(FrameSink sink) {
    LiveReport live = new LiveReport(() -> new LiveReport.Others(0, false, 0, CaptureCounts.NONE));
    Pacer pacer = new Pacer(clock, DEADLINE_MS * 1_000_000L, INTERVAL_MS * 1_000_000L);
    new Presenter(inbox, openFrames, pacer, sink, live).run();
    return live.latest();
  }

  private static SessionEvent captured(long index, byte[] data) {
    CapturedFrame frame = new CapturedFrame(index, FakeClock.nanos(0), 64, 36, data);
    return new SessionEvent.Captured(frame, OUTPUT, 1_000_000, Optional.empty());
  }

  private static SessionEvent answered(long index, Payload payload) {
    TaskResult result =
        new TaskResult(
            "task_" + index,
            new TaskResult.Success(payload, 3, "cubic"),
            Optional.of("peer_a"),
            Optional.of(
                new TaskResult.Delivery(
                    "r" + index, 1, new Timings(1, 4, 5, OptionalDouble.of(1)))));
    return new SessionEvent.Answered(
        index,
        result,
        FakeClock.nanos(-10),
        Optional.of(new Acceptance("task_" + index, OptionalDouble.empty(), FakeClock.nanos(-8))),
        FakeClock.nanos(0));
  }
}
