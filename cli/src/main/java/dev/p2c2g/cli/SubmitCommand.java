package dev.p2c2g.cli;

import dev.p2c2g.gamer.Acceptance;
import dev.p2c2g.gamer.Breakdown;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2c2g submit}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Has one picture upscaled by a coordinator's crowd.",
    footer = {
      "",
      "Without --deadline the coordinator keeps the task and its result: when this",
      "command is ended, or the connection is lost, p2c2g fetch brings it later."
    })
final class SubmitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IN", description = "a JPEG or PNG")
  private Path in = Path.of("");

  @Parameters(paramLabel = "OUT", description = "a .jpg or .png to write")
  private Path out = Path.of("");

  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private SealOption seal = new SealOption();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--jpeg-quality", paramLabel = "N", description = "1 to 100, default 90")
  private int jpegQuality = 90;

  @Option(names = "--priority", paramLabel = "N", description = "0 to 9, 9 first; default 5")
  private int priority = GamerClient.DEFAULT_PRIORITY;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      description = "give up after so many milliseconds; default never")
  private Optional<Long> deadlineMs = Optional.empty();

  @Option(
      names = "--detach",
      description = "do not wait: print the task's id, for p2c2g fetch, and end")
  private boolean detach;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (detach && (deadlineMs.isPresent() || seal.isSet())) {
      throw new UserException(
          "--detach: goes with neither --deadline, after which nothing is kept, nor --seal-to, since"
              + " this command alone can open the result");
    }
    var picture = PictureFiles.read(in);
    var params = target.paramsFor(picture.header(), PictureFiles.formatOf(out), jpegQuality);
    try (var client = coordinator.connect("submit")) {
      seal.applyTo(client);
      var startNanos = System.nanoTime();
      var handle =
          client.submitTask(
              FrameUpscaleParams.TASK_TYPE,
              new Payload.Inline(picture.bytes()),
              params.toJson(),
              priority,
              deadlineMs.map(OptionalLong::of).orElse(OptionalLong.empty()));
      if (detach) {
        System.out.println(handle.taskId().get());
        return 0;
      }
      var result = handle.result().get();
      var endNanos = System.nanoTime();
      ResultFile.write(in.toString(), result, out);
      handle.acceptance().ifPresent(accepted -> breakDown(result, accepted, startNanos, endNanos));
      return 0;
    } catch (ExecutionException e) {
      throw new UserException(in + ": " + Optional.ofNullable(e.getCause()).orElse(e).getMessage());
    }
  }

  /** Where the time went, and how good the coordinator's guess was. */
  private static void breakDown(
      TaskResult result, Acceptance accepted, long startNanos, long endNanos) {
    result
        .delivery()
        .map(TaskResult.Delivery::timings)
        .ifPresent(timings -> {
          var times = Breakdown.of(startNanos, accepted, endNanos, timings);
          line("to the coordinator", OptionalDouble.of(times.submitMs()));
          line("queue", OptionalDouble.of(times.queueMs()));
          line("peer", OptionalDouble.of(times.peerMs()));
          line("  of it network", times.networkMs());
          line("back", OptionalDouble.of(times.returnMs()));
          line("all", OptionalDouble.of((endNanos - startNanos) / 1e6));
          line("expected", accepted.expectedMs());
          System.out.println("  why this peer: p2c2g explain " + accepted.taskId());
        });
  }

  private static void line(String what, OptionalDouble ms) {
    ms.ifPresent(value -> System.out.printf(Locale.ROOT, "  %-20s %8.1f ms%n", what, value));
  }
}
