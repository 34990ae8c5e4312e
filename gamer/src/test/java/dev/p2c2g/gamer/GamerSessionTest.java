package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.gamer.SessionReport.Frames;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.protocol.ImageHeader;
import dev.p2c2g.protocol.TaskResult;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GamerSessionTest {
  private static final byte[] JPEG = Codecs.jpeg().encode(Quadrants.picture(64, 36), 90);
  private static final FrameSize SIZE = new FrameSize(64, 36);
  private static final int FRAMES = 20;

  /** So long that a busy machine does not matter. */
  private static final SessionOptions PATIENT = SessionOptions.at(60).withDeadlineMs(10_000);

  private final RecordingSink sink = new RecordingSink();

  @TempDir Path folder;

  @Test
  void everyFrameOfAFolderIsUpscaledByAPeerAndShown() throws Exception {
    fillFolder();
    Path out = folder.resolve("out");
    try (Crowd crowd = Crowd.open().withUpscalingPeer("peer_a");
        GamerClient client = new GamerClient("alice");
        FrameSource source = DirectorySource.open(folder, false)) {
      client.connectToCoordinator(crowd.url());
      SessionReport report;
      try (DirectorySink files = DirectorySink.open(out, 85)) {
        report =
            new GamerSession(client, source, new FanOutSink(List.of(sink, files)), PATIENT).run();
      }

      assertThat(sink.indices()).isEqualTo(LongStream.range(0, FRAMES).boxed().toList());
      assertThat(sink.frames()).allMatch(ShownFrame::upscaledByPeer);
      assertThat(sink.frames())
          .allSatisfy(frame ->
              assertThat(Files.readAllBytes(out.resolve(nameOf(frame))))
                  .isEqualTo(frame.encoded()));
      assertThat(sink.frames())
          .allSatisfy(frame ->
              assertThat(ImageHeader.read(ByteBuffer.wrap(frame.encoded())))
                  .contains(new ImageHeader(ImageHeader.Format.JPEG, 128, 72)));
      Frames frames = report.frames();
      assertThat(frames.upscaledInTime()).isEqualTo(FRAMES);
      assertThat(frames.upscaledInTimeRatio()).isEqualTo(1);
      assertThat(frames.submitted()).isEqualTo(FRAMES);
      assertThat(report.shownLocally()).isEmpty();
      assertThat(report.peers()).containsExactly(new SessionReport.Peer("peer_a", FRAMES, 2.5));
      assertThat(report.algorithms()).isEqualTo(Map.of("learned", (long) FRAMES));
      assertThat(report.e2eMs().count()).isEqualTo(FRAMES);
      assertThat(report.stagesMs())
          .containsOnlyKeys(SessionReport.Stage.values())
          .hasEntrySatisfying(
              SessionReport.Stage.PROCESSING, times -> assertThat(times.max()).isEqualTo(2.5));
      assertThat(report.inFlight()).isZero();
    }
  }

  @Test
  void sendsMadeUpFramesBeforeTheFirstRealOneAndNeverShowsThem() throws Exception {
    List<Integer> widths = new CopyOnWriteArrayList<>();
    try (Crowd crowd =
            Crowd.open()
                .withPeer(
                    "peer_a",
                    task -> {
                      widths.add(task.params().get("input_width").intValue());
                      return Crowd.upscale(task);
                    });
        GamerClient client = new GamerClient("alice")) {
      client.connectToCoordinator(crowd.url());
      SessionReport report = run(client, PATIENT);

      assertThat(widths.getFirst()).isEqualTo(MadeUpFrames.WIDTH);
      assertThat(widths).filteredOn(width -> width == SIZE.width()).hasSize(FRAMES);
      assertThat(report.frames().submitted()).isEqualTo(FRAMES);
      assertNoneBlank(report);
    }
  }

  @Test
  void everyFrameIsShownLocallyWhenNoPeerAnswers() throws Exception {
    try (Crowd crowd = Crowd.open().withSilentPeer("peer_a");
        GamerClient client = new GamerClient("alice")) {
      client.connectToCoordinator(crowd.url());
      SessionReport report = run(client, SessionOptions.at(60).withDeadlineMs(50));

      assertNoneBlank(report);
      assertThat(sink.frames()).noneMatch(ShownFrame::upscaledByPeer);
      assertThat(report.frames().upscaledInTime()).isZero();
      assertThat(report.shownLocally()).containsKey("late");
    }
  }

  @Test
  void everyFrameIsShownLocallyWhenEveryTaskFails() throws Exception {
    try (Crowd crowd =
            Crowd.open()
                .withPeer("peer_a", _ -> new TaskResult.Failure("broken", Optional.empty()));
        GamerClient client = new GamerClient("alice")) {
      client.connectToCoordinator(crowd.url());
      SessionReport report = run(client, PATIENT);

      assertNoneBlank(report);
      assertThat(report.shownLocally())
          .isEqualTo(Map.of("failed.attempts_exhausted", (long) FRAMES));
      assertThat(report.retriedTasks()).isEqualTo(FRAMES);
    }
  }

  @Test
  void everyFrameIsShownLocallyWhenEveryTaskIsRefused() throws Exception {
    try (Crowd crowd = Crowd.open();
        GamerClient client = new GamerClient("alice")) {
      client.connectToCoordinator(crowd.url());
      SessionReport report = run(client, PATIENT);

      assertNoneBlank(report);
      assertThat(report.shownLocally()).isEqualTo(Map.of("refused.no_capable_peer", (long) FRAMES));
    }
  }

  @Test
  void everyFrameIsShownLocallyWithoutACoordinator() throws Exception {
    try (GamerClient client = new GamerClient("alice")) {
      SessionReport report = run(client, PATIENT);

      assertNoneBlank(report);
      assertThat(report.shownLocally()).isEqualTo(Map.of("disconnected", (long) FRAMES));
      assertThat(report.frames().submitted()).isZero();
    }
  }

  @Test
  void framesBeyondTheInFlightLimitAreShownLocally() throws Exception {
    try (Crowd crowd = Crowd.open().withSilentPeer("peer_a");
        GamerClient client = new GamerClient("alice")) {
      client.connectToCoordinator(crowd.url());
      SessionReport report =
          run(client, SessionOptions.at(120).withDeadlineMs(300).withMaxInFlight(1));

      assertNoneBlank(report);
      assertThat(report.shownLocally()).containsKeys("late", "not_submitted.in_flight");
    }
  }

  @Test
  void goesOnWhileTheCoordinatorIsAwayAndResumesWhenItIsBack() throws Exception {
    int port;
    try (GamerClient client = new GamerClient("alice")) {
      GamerSession session =
          new GamerSession(client, ListSource.of(JPEG, SIZE, Long.MAX_VALUE), sink, PATIENT);
      FutureTask<SessionReport> running = new FutureTask<>(session::run);
      try (Crowd crowd = Crowd.open().withUpscalingPeer("peer_a")) {
        port = crowd.port();
        client.connectToCoordinator(crowd.url());
        Thread.ofPlatform().start(running);
        await().until(() -> session.report().frames().upscaledInTime() > 0);
      }
      // longer than a deadline: on a busy machine frames are shown as late as that allows
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> session.report().shownLocally().containsKey("disconnected"));
      assertThat(session.report().connected()).isFalse();
      try (Crowd _ = Crowd.openOn(port).withUpscalingPeer("peer_b")) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> session.report().peers().stream().anyMatch(p -> p.peerId().equals("peer_b")));
        session.close();
        SessionReport report = running.get();

        assertThat(report.reconnects()).isEqualTo(1);
        Frames frames = report.frames();
        assertThat(frames.shown() + frames.skipped()).isEqualTo(frames.captured());
        assertThat(sink.indices()).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void endsWhenItsTimeIsOver() throws Exception {
    try (GamerClient client = new GamerClient("alice")) {
      SessionOptions options = SessionOptions.at(100).withLength(Duration.ofMillis(200));
      SessionReport report =
          new GamerSession(client, ListSource.of(JPEG, SIZE, Long.MAX_VALUE), sink, options).run();
      assertThat(report.frames().captured()).isBetween(1L, 20L);
    }
  }

  @Test
  void tellsItsProgress() throws Exception {
    try (GamerClient client = new GamerClient("alice")) {
      GamerSession session =
          new GamerSession(
              client, ListSource.of(JPEG, SIZE, Long.MAX_VALUE), sink, SessionOptions.at(60));
      SessionReport report =
          session.run(progress -> {
            if (progress.frames().shown() > 0) {
              session.close();
            }
          });
      assertThat(report.frames().shown()).isPositive();
      assertThat(sink.frames().getLast().caption()).contains("fps").contains("disconnected");
    }
  }

  @Test
  void failsWhenNotOneFrameCouldBeCaptured() {
    try (GamerClient client = new GamerClient("alice")) {
      SessionOptions tooSmall =
          SessionOptions.at(240).withOutput(new OutputSize.Exact(new FrameSize(32, 18)));
      assertThatThrownBy(() -> run(client, tooSmall))
          .isInstanceOf(CaptureException.class)
          .hasMessageContaining("output width is 32; use 64 to 256");
    }
  }

  @Test
  void saysSoWhenTheSinkFails() {
    FrameSink broken =
        new RecordingSink(_ -> {
          throw new IllegalStateException("the screen fell off the desk");
        });
    try (GamerClient client = new GamerClient("alice")) {
      GamerSession session =
          new GamerSession(client, ListSource.of(JPEG, SIZE, Long.MAX_VALUE), broken, PATIENT);
      assertThatThrownBy(session::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("fell off the desk");
    }
  }

  @Test
  void runsOnlyOnce() throws Exception {
    try (GamerClient client = new GamerClient("alice")) {
      GamerSession session = new GamerSession(client, ListSource.of(JPEG, SIZE, 1), sink, PATIENT);
      assertThat(session.run().frames().shown()).isEqualTo(1);
      assertThatThrownBy(session::run).hasMessageContaining("runs once");
    }
  }

  private SessionReport run(GamerClient client, SessionOptions options) throws Exception {
    return new GamerSession(client, ListSource.of(JPEG, SIZE, FRAMES), sink, options).run();
  }

  private void assertNoneBlank(SessionReport report) {
    Frames frames = report.frames();
    assertThat(frames.captured()).isEqualTo(FRAMES);
    assertThat(frames.shown() + frames.skipped()).isEqualTo(FRAMES);
    assertThat(sink.indices()).isSorted().doesNotHaveDuplicates();
    assertThat(sink.frames()).hasSize((int) frames.shown());
    assertThat(sink.frames()).allMatch(frame -> Quadrants.matches(frame.picture().toImage()));
    assertThat(sink.frames()).allMatch(frame -> frame.picture().width() == 128);
  }

  private void fillFolder() throws Exception {
    for (int i = 0; i < FRAMES; i++) {
      Files.write(folder.resolve("in-%03d.jpg".formatted(i)), JPEG);
    }
  }

  private static String nameOf(ShownFrame frame) {
    return "frame-%06d.jpg".formatted(frame.index());
  }
}
