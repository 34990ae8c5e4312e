package dev.p2c2g.cli;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.Upscalers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code p2c2g codecs}: what a peer or a gamer chooses at its start, and logs. */
@Command(
    name = "codecs",
    mixinStandardHelpOptions = true,
    description = {
      "Tests and times the JPEG codecs and the upscaling loops of this machine,",
      "and says which are taken."
    })
final class CodecsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println(Codecs.report());
    new FramePipeline().warmUp(Upscalers.all());
    System.out.println(FramePipeline.loops());
    return 0;
  }
}
