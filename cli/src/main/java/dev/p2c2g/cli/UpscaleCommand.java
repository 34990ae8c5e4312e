package dev.p2c2g.cli;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.peer.FrameUpscaleExecutor;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2c2g upscale}: what a peer would do, without one. */
@Command(
    name = "upscale",
    mixinStandardHelpOptions = true,
    description = "Upscales one picture on this machine, without any network.")
final class UpscaleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IN", description = "a JPEG or PNG")
  private Path in = Path.of("");

  @Parameters(paramLabel = "OUT", description = "a .jpg or .png to write")
  private Path out = Path.of("");

  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--jpeg-quality", paramLabel = "N", description = "1 to 100, default 90")
  private int jpegQuality = 90;

  @Override
  public Integer call() throws IOException {
    var picture = PictureFiles.read(in);
    var params = target.paramsFor(picture.header(), PictureFiles.formatOf(out), jpegQuality);
    var startNanos = System.nanoTime();
    try {
      var result =
          new FrameUpscaleExecutor()
              .execute(TaskInput.unhurried(picture.bytes(), params.toJson(), Integer.MAX_VALUE));
      var milliseconds = (System.nanoTime() - startNanos) / 1_000_000;
      Files.write(out, TaskInput.unhurried(result.result(), params.toJson(), 0).bytes());
      System.out.println(
          out
              + ": "
              + params.outputWidth()
              + "x"
              + params.outputHeight()
              + " by "
              + result.algorithmUsed()
              + " in "
              + milliseconds
              + " ms ("
              + Codecs.jpeg().name()
              + "; a first picture pays for the start)");
      return 0;
    } catch (TaskFailedException e) {
      throw new UserException(in + ": " + e.getMessage());
    }
  }
}
