package dev.p2c2g.cli;

import dev.p2c2g.gamer.CaptureException;
import dev.p2c2g.gamer.DirectorySink;
import dev.p2c2g.gamer.DisplayException;
import dev.p2c2g.gamer.FanOutSink;
import dev.p2c2g.gamer.FrameSink;
import dev.p2c2g.gamer.FrameSize;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.GamerSession;
import dev.p2c2g.gamer.WindowSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2c2g gamer}. */
@Command(
    name = "gamer",
    mixinStandardHelpOptions = true,
    description = "Has frames upscaled by the crowd, and shows or stores them.",
    footer = {
      "",
      "A frame that does not come back in time is upscaled here, quickly: the screen is never blank.",
      "In the window, F1 shows and hides the figures. Ctrl-C ends with a summary."
    })
final class GamerCommand implements Callable<Integer> {
  private static final int STORED_JPEG_QUALITY = 90;
  private static final FrameSize WINDOW = new FrameSize(1280, 720);

  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private SealOption seal = new SealOption();
  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--display", description = "show the frames in a window")
  private boolean display;

  @Option(names = "--out", paramLabel = "DIR", description = "write the frames shown as JPEG files")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = "frames captured a second, 1 to 240; default 30")
  private int fps = 30;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      description = "from capture to when a result is too late; default: three frames, 45 to 85 ms")
  private Optional<Long> deadlineMs = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "stop after so long; default at the source's end")
  private Optional<Integer> seconds = Optional.empty();

  @Option(names = "--loop", description = "start again at the end of a folder or video")
  private boolean loop;

  @Override
  public Integer call() throws CaptureException, DisplayException, InterruptedException {
    var options =
        deadlineMs.map(target.session(fps)::withDeadlineMs).orElseGet(() -> target.session(fps));
    options = seconds.map(Duration::ofSeconds).map(options::withLength).orElse(options);
    var stopped = new CompletableFuture<GamerSession>();
    try (var frames = source.open(fps, loop);
        var sink = new FanOutSink(sinks(() -> closeSession(stopped)));
        var client = new GamerClient("gamer");
        var session = new GamerSession(connected(client), frames, sink, options)) {
      stopped.complete(session);
      return run(session);
    }
  }

  private static void closeSession(CompletableFuture<GamerSession> session) {
    var _ = session.thenAccept(GamerSession::close);
  }

  private static int run(GamerSession session) throws CaptureException, InterruptedException {
    var line = new LiveLine();
    var ended = new CompletableFuture<Void>();
    try (var _ =
        new GracefulStop(() -> {
          session.close();
          ended.join();
        })) {
      var report = session.run(line::show);
      line.end();
      new ReportTable(System.out).print(report);
    } finally {
      ended.complete(null);
    }
    return 0;
  }

  /**
   * Not connected yet is no reason to stop: frames are upscaled here until the coordinator comes.
   */
  private GamerClient connected(GamerClient client) {
    seal.applyTo(client);
    if (!client.connectToCoordinator(coordinator.url(), coordinator.access())) {
      System.err.println(
          "no coordinator at " + coordinator.url() + " yet: upscaling here, and trying again");
    }
    return client;
  }

  private List<FrameSink> sinks(Runnable onWindowClosed) throws DisplayException {
    var sinks = new ArrayList<FrameSink>();
    if (out.isPresent()) {
      sinks.add(DirectorySink.open(out.get(), STORED_JPEG_QUALITY));
    }
    if (display) {
      sinks.add(WindowSink.open("P2C2G", WINDOW, onWindowClosed));
    }
    if (sinks.isEmpty()) {
      throw new UserException("say where frames shall go: --display, --out DIR, or both");
    }
    return sinks;
  }
}
