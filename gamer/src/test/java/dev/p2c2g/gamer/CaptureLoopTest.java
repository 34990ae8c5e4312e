package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Codecs;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The capture loop on the test's own thread, with a client that is not connected. */
@Timeout(60)
class CaptureLoopTest {
  private static final byte[] JPEG = Codecs.jpeg().encode(Quadrants.picture(64, 36), 90);
  private static final FrameSize SIZE = new FrameSize(64, 36);

  private final GamerClient client = new GamerClient("alice");
  private final Queue<SessionEvent> events = new ArrayDeque<>();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void handsEachFrameOverBeforeAnyOtherNewsOfIt() {
    run(ListSource.of(JPEG, SIZE, 1), 1);
    assertThat(events).hasSize(3);
    assertThat(events.remove()).isInstanceOf(SessionEvent.Captured.class);
    assertThat(events.remove()).isEqualTo(new SessionEvent.Unanswered(0, LocalCause.DISCONNECTED));
    assertThat(events.remove()).isInstanceOf(SessionEvent.Ended.class);
  }

  @Test
  void countsWhatThePresenterHasNoRoomFor() {
    CaptureLoop loop = run(ListSource.of(JPEG, SIZE, 5), 2);
    assertThat(loop.counts().captured()).isEqualTo(5);
    assertThat(loop.counts().overruns()).isEqualTo(3);
    assertThat(events).filteredOn(e -> e instanceof SessionEvent.Captured).hasSize(2);
  }

  @Test
  void goesOnAfterCapturesThatFail() {
    CaptureLoop loop = run(ListSource.failing(3, JPEG, SIZE), 1);
    assertThat(loop.counts().failures()).isEqualTo(3);
    assertThat(loop.counts().captured()).isEqualTo(1);
    assertThat(loop.lastFailure().orElseThrow()).hasMessage("the camera blinked");
  }

  @Test
  void givesASourceUpThatKeepsFailing() {
    CaptureLoop loop = run(ListSource.failing(1_000, JPEG, SIZE), 1);
    assertThat(loop.counts().failures()).isEqualTo(100);
    assertThat(events).hasSize(1).first().isInstanceOf(SessionEvent.Ended.class);
  }

  private CaptureLoop run(FrameSource source, int openFrames) {
    SubmitGate gate = new SubmitGate(4, System::nanoTime);
    CaptureLoop loop =
        new CaptureLoop(
            client, source, SessionOptions.at(240), 5, gate, new Semaphore(openFrames), events);
    loop.run();
    return loop;
  }
}
