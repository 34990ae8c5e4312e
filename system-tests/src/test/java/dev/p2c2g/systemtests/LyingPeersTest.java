package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.ApiKeyFile;
import dev.p2c2g.transport.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Honest peers in processes of their own, and four that lie and come when those are known: over
 * real sockets, with tokens.
 */
@Timeout(180)
class LyingPeersTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final long MOST_PIXELS = 1 << 22;
  private static final int HONEST = 2;
  private static final int MOST_LIES = 50;
  private static final int MOST_FRAMES = 1_200;
  private static final long FRAME_MS = 25;
  private static final int BANNED = 4403;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final FramePipeline PIPELINE = new FramePipeline();

  private final List<byte[]> frames = frames();
  private final Connector connector = new Connector();
  @TempDir private Path folder;

  @Test
  void areFoundWithinFiftyTasksAndTheGamerNeverGetsRubbish() throws Exception {
    var config =
        CoordinatorConfig.load(
            Map.of(
                "P2C2G_COORDINATOR_LISTEN_PORT", "0",
                "P2C2G_COORDINATOR_HEARTBEAT_INTERVAL_MS", "60000",
                "P2C2G_SECURITY_DIRECTORY", folder.toString(),
                "P2C2G_LIMITS_MAX_TASKS_PER_SECOND_PER_GAMER", "1000",
                "P2C2G_LIMITS_MAX_IN_FLIGHT_PER_GAMER", "1000",
                "P2C2G_MONITORING_ENABLE", "false"));
    // all before it starts, which reads them then
    var keys =
        Map.of(
            "frames", tokenFile(Role.GAMER, "frames"),
            "ann", tokenFile(Role.ADMIN, "ann"),
            "honest0", tokenFile(Role.PEER, "honest0"),
            "honest1", tokenFile(Role.PEER, "honest1"),
            "liar0", tokenFile(Role.PEER, "liar0"),
            "liar1", tokenFile(Role.PEER, "liar1"),
            "liar2", tokenFile(Role.PEER, "liar2"),
            "liar3", tokenFile(Role.PEER, "liar3"));
    var programs = new ArrayList<Program>();
    try (var coordinator = new Coordinator(config);
        var gamer = new GamerClient("frames")) {
      coordinator.start();
      var url = "ws://127.0.0.1:" + coordinator.port();
      for (var i = 0; i < HONEST; i++) {
        programs.add(honest(url, "honest" + i, keys.getOrDefault("honest" + i, folder)));
      }
      await().atMost(60, SECONDS).until(() -> peers(coordinator) == HONEST);
      assertThat(gamer.connectToCoordinator(url, token(keys.getOrDefault("frames", folder))))
          .isTrue();
      var liars =
          List.of(
              liar(black()),
              liar(old()),
              liar(_ -> upscaled(elsewhere())),
              liar(LyingPeersTest::rubbish));
      var ann = Files.readString(keys.getOrDefault("ann", folder)).strip();
      stream(gamer, () -> trusted(coordinator.port(), ann) == HONEST);
      for (var i = 0; i < liars.size(); i++) {
        liars.get(i).connect(connector, url, token(keys.getOrDefault("liar" + i, folder)));
      }
      stream(gamer, () -> liars.stream().allMatch(l -> l.closed().isDone()));
      for (var liar : liars) {
        assertThat(liar.closed()).isCompletedWithValue(BANNED);
        assertThat(liar.lies()).isBetween(2, MOST_LIES);
      }
      assertThat(peers(coordinator)).isEqualTo(HONEST);
      assertThat(Files.readString(folder.resolve("bans.json")))
          .contains("liar0", "liar1", "liar2", "liar3")
          .doesNotContain("honest");
    } finally {
      programs.forEach(Program::close);
      connector.close();
    }
  }

  private void stream(GamerClient gamer, Callable<Boolean> isEnough) throws Exception {
    var params = FrameUpscaleParams.of(WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT, Quality.FAST).toJson();
    var open = new ArrayList<TaskHandle>();
    for (var i = 0; i < MOST_FRAMES && !isEnough.call(); i++) {
      open.add(
          gamer.submitTask(
              FrameUpscaleParams.TASK_TYPE,
              Payload.of(frames.get(i % frames.size())),
              params,
              5,
              OptionalLong.empty()));
      Thread.sleep(FRAME_MS);
    }
    for (var frame : open) {
      var outcome = frame.result().get(30, SECONDS).outcome();
      assertThat(outcome).isInstanceOf(TaskResult.Success.class);
      var picture =
          Codecs.decode(((TaskResult.Success) outcome).result().toByteArray(), MOST_PIXELS);
      assertThat(picture.width()).isEqualTo(2 * WIDTH);
      assertThat(picture.height()).isEqualTo(2 * HEIGHT);
    }
  }

  private static int peers(Coordinator coordinator) {
    return coordinator.getSystemStats().activePeers();
  }

  /** How many have shown ten good results in a row. */
  private static int trusted(int port, String admin) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/peers"))
            .header("Authorization", "Bearer " + admin)
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body().split("\"trusted\"", -1).length - 1;
  }

  private static Program honest(String url, String name, Path file) {
    return Program.p2c2g(
        Map.of(),
        "peer",
        "--coordinator",
        url,
        "--id",
        name,
        "--token-file",
        file.toString(),
        "--tasks",
        "frame_upscale",
        "--lanes",
        "1",
        "--never-pause");
  }

  private static LyingPeer liar(UnaryOperator<byte[]> lie) {
    return new LyingPeer(lie);
  }

  private static UnaryOperator<byte[]> black() {
    var black = Codecs.jpeg().encode(Picture.allocate(2 * WIDTH, 2 * HEIGHT, Subsampling.GREY), 90);
    return _ -> black;
  }

  /** Does the first frame, and shows it again and again. */
  private static UnaryOperator<byte[]> old() {
    var first = new AtomicReference<byte[]>();
    return frame -> first.updateAndGet(made -> made == null ? upscaled(frame) : made);
  }

  /** A good header and end, and noise in between. */
  private static byte[] rubbish(byte[] frame) {
    var made = upscaled(frame);
    for (var i = made.length / 2; i < made.length - 2; i++) {
      made[i] = (byte) (i * 31);
    }
    return made;
  }

  private static byte[] upscaled(byte[] frame) {
    var job =
        new UpscaleJob(
            2 * WIDTH,
            2 * HEIGHT,
            Optional.empty(),
            Upscalers.cubic(),
            ImageFormat.JPEG,
            90,
            MOST_PIXELS,
            () -> false);
    return PIPELINE.upscale(frame, job).bytes();
  }

  private static Access token(Path file) {
    return Access.none().withTokenFile(file);
  }

  private Path tokenFile(Role role, String subject) throws IOException {
    var issued =
        new ApiKeyFile(folder.resolve("api-keys.json")).issue(role, subject, Optional.empty());
    return Files.writeString(folder.resolve(subject + ".token"), issued.token());
  }

  /** What the middle of the frames of a race shows. */
  private static List<byte[]> frames() {
    var frames = new ArrayList<byte[]>();
    for (var i = 0; i < 120; i += 2) {
      frames.add(part(i, new Region(320, 180, WIDTH, HEIGHT)));
    }
    return frames;
  }

  private static byte[] elsewhere() {
    return part(30, new Region(0, 0, WIDTH, HEIGHT));
  }

  private static byte[] part(int index, Region region) {
    try {
      var file = Path.of("../demo/clip/frame-%03d.jpg".formatted(index));
      var luma = Codecs.decode(Files.readAllBytes(file), MOST_PIXELS).luma().view(region);
      return Codecs.jpeg()
          .encode(new Picture(Subsampling.GREY, List.of(luma), Optional.empty()), 90);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
