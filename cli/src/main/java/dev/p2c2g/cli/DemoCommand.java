package dev.p2c2g.cli;

import dev.p2c2g.gamer.CaptureException;
import dev.p2c2g.gamer.DirectorySink;
import dev.p2c2g.gamer.DirectorySource;
import dev.p2c2g.gamer.DisplayException;
import dev.p2c2g.gamer.FanOutSink;
import dev.p2c2g.gamer.FrameSink;
import dev.p2c2g.gamer.FrameSize;
import dev.p2c2g.gamer.FrameSource;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.GamerSession;
import dev.p2c2g.gamer.SessionOptions;
import dev.p2c2g.gamer.SessionReport;
import dev.p2c2g.gamer.TaskException;
import dev.p2c2g.gamer.WindowSink;
import dev.p2c2g.security.CircleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2c2g demo}: the main job, on real frames, with one peer lost on the way. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "A coordinator, peers and a gamer on this machine, over real sockets: real game frames are upscaled",
      "at 30 frames a second, and halfway one peer is killed. Exit status 1 below 95 %% upscaled in time."
    })
final class DemoCommand implements Callable<Integer> {
  private static final double GOOD_ENOUGH = 0.95;
  private static final int CLIP_FRAMES = 120;

  /** How peers are named, before their number. */
  static final String PEER = "peer_";

  private static final int STORED_JPEG_QUALITY = 90;
  private static final FrameSize WINDOW = new FrameSize(1280, 720);

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(
      names = "--processes",
      description = "coordinator and peers each in a process of their own")
  private boolean processes;

  @Option(
      names = "--sealed",
      description =
          "frames are encrypted for the peers: the coordinator relays what it cannot read")
  private boolean sealed;

  @Option(
      names = "--peers",
      paramLabel = "N",
      description = "default 3; the busiest is killed halfway")
  private int peers = 3;

  @Option(names = "--lanes", paramLabel = "N", description = "tasks a peer does at once; default 2")
  private int lanes = 2;

  @Option(names = "--fps", paramLabel = "N", description = "frames a second, 1 to 240; default 30")
  private int fps = 30;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "default: as long as the clip's 120 frames last")
  private Optional<Integer> seconds = Optional.empty();

  @Option(names = "--display", description = "show the frames in a window too")
  private boolean display;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "frames, side-by-side.png, report.json; default ${DEFAULT-VALUE}",
      defaultValue = "p2c2g-out")
  private Path out = Path.of("");

  @Override
  public Integer call()
      throws IOException, CaptureException, DisplayException, TaskException, InterruptedException {
    Files.createDirectories(out);
    System.out.println(
        "starting a coordinator and "
            + peers
            + " peers"
            + (processes ? ", each in its own process" : "")
            + (sealed ? "; frames are sealed to the peers" : ""));
    var key = sealed ? Optional.of(CircleKey.generate()) : Optional.<CircleKey>empty();
    try (var crowd =
            processes ? new DemoProcesses(peers, lanes, key) : new DemoThreads(peers, lanes, key);
        var client = new GamerClient("demo")) {
      key.map(CircleKey::circle).ifPresent(client::sealTo);
      client.connectToCoordinator(crowd.url());
      awaitPeers(client);
      var report = play(crowd, client);
      return report.frames().upscaledInTimeRatio() >= GOOD_ENOUGH ? 0 : 1;
    }
  }

  /** Peers warm up before they register, which takes seconds on a small machine. */
  private void awaitPeers(GamerClient client) throws TaskException, InterruptedException {
    var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (client.stats().activePeers() < peers) {
      if (System.nanoTime() > until) {
        throw new UserException(
            "only " + client.stats().activePeers() + " of " + peers + " peers came within 60 s");
      }
      Thread.sleep(50);
    }
  }

  private SessionReport play(DemoCrowd crowd, GamerClient client)
      throws IOException, CaptureException, DisplayException, InterruptedException {
    var sample = new FrameSample();
    SessionReport report;
    try (var frames = sample.watch(openSource());
        var sink = new FanOutSink(sinks(sample));
        var session = new GamerSession(client, frames, sink, options())) {
      System.out.println("frames: " + frames.description());
      report = run(crowd, session);
    }
    System.out.println();
    new ReportTable(System.out).print(report);
    ReportJson.write(report, out.resolve("report.json"));
    if (sample.pair().isPresent()) {
      SideBySide.write(sample.pair().get(), out.resolve("side-by-side.png"));
    }
    System.out.println(
        "\nlook at "
            + out.resolve("side-by-side.png")
            + ", "
            + out.resolve("frames")
            + " and "
            + out.resolve("report.json"));
    return report;
  }

  private SessionReport run(DemoCrowd crowd, GamerSession session)
      throws CaptureException, InterruptedException {
    var line = new LiveLine();
    var halfway = seconds.map(Integer::doubleValue).orElse((double) CLIP_FRAMES / fps) / 2;
    var killed = new boolean[1];
    var report =
        session.run(now -> {
          line.show(now);
          if (!killed[0] && peers > 1 && now.seconds() >= halfway) {
            killed[0] = true;
            line.end();
            killBusiest(crowd, now);
          }
        });
    line.end();
    return report;
  }

  /** The one whose loss hurts most: it did the most frames so far. */
  private static void killBusiest(DemoCrowd crowd, SessionReport now) {
    var victim = now.peers().isEmpty() ? PEER + 1 : now.peers().getFirst().peerId();
    System.out.println("killing " + victim);
    crowd.kill(Integer.parseInt(victim.substring(PEER.length())));
  }

  private FrameSource openSource() throws CaptureException {
    var loop = seconds.isPresent();
    if (!source.isEmpty()) {
      return source.open(fps, loop);
    }
    return DirectorySource.open(
        Path.of(System.getProperty("p2c2g.home", "."), "demo", "clip"), loop);
  }

  private SessionOptions options() {
    var options = target.session(fps);
    var length = seconds.or(() -> source.isScreen() ? Optional.of(10) : Optional.empty());
    return length.map(Duration::ofSeconds).map(options::withLength).orElse(options);
  }

  private List<FrameSink> sinks(FrameSample sample) throws DisplayException {
    var sinks =
        new ArrayList<>(
            List.of(sample.sink(), DirectorySink.open(out.resolve("frames"), STORED_JPEG_QUALITY)));
    if (display) {
      sinks.add(WindowSink.open("P2C2G demo", WINDOW, () -> {}));
    }
    return sinks;
  }
}
