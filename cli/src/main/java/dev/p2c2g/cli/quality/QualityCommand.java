package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code p2c2g quality}: every upscaler against ground truth. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how good every upscaler is. Each frame of a folder is halved, perhaps",
      "sent through JPEG, upscaled to twice that size again, and compared with what it",
      "was: PSNR and SSIM of the luma, 16 pixels of border left out. All runs on one",
      "thread; times are medians of its processor time, the rungs taking turns."
    },
    footer = {
      "",
      "Examples:",
      "  all rungs, on inputs that are clean and JPEG at quality 90 and 85:",
      "    p2c2g quality frames/",
      "  and look at them side by side:",
      "    p2c2g quality frames/ --crops crops.png",
      "  games that were rendered small are aliased, not averaged:",
      "    p2c2g quality frames/ --inputs point,bicubic,point-90",
      "  two rungs only, for a program to read:",
      "    p2c2g quality frames/ --rung cubic --rung s --json quality.json",
      "",
      "Take frames that no rung was trained on. Exit status 2 when the folder has no",
      "frames, or one that is odd in size, smaller than 64 pixels or broken."
    })
public final class QualityCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FRAMES_DIR",
      description = "ground truth: .png or .jpg, of even width and height")
  private Path folder = Path.of("");

  @Option(
      names = "--rung",
      paramLabel = "NAME",
      description = "an upscaler to measure, may be repeated; default all. The cubic always is")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--inputs",
      paramLabel = "LIST",
      split = ",",
      hideParamSyntax = true,
      description =
          "what the frame is halved to, default clean,90,85. clean: the mean of each 2x2; point: "
              + "one of each 2x2; bicubic: as image editors shrink; 90: clean, then JPEG at "
              + "quality 90; point-90 and bicubic-90 likewise")
  private List<String> inputs = List.of("clean", "90", "85");

  @Option(names = "--json", paramLabel = "FILE", description = "all figures, frame by frame")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--crops",
      paramLabel = "FILE.png",
      description = "a picture of the parts where the rungs differ most, three times enlarged")
  private Optional<Path> crops = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      run();
      return CommandLine.ExitCode.OK;
    } catch (UnfitFramesException wrong) {
      spec.commandLine().getErr().println("p2c2g: " + wrong.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void run() throws IOException {
    List<FrameInput> measured = parsedInputs();
    List<Upscaler> rungs = rungs();
    FrameFolder frames = FrameFolder.list(folder);
    Optional<CropChooser> chooser = crops.map(_ -> new CropChooser(rungs, cropInput(measured)));
    Progress progress = new Progress(spec.commandLine().getErr());
    List<Score> scores = new QualityRun(rungs, measured, progress, chooser).run(frames);
    List<RungSummary> summaries = RungSummary.of(scores);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d frames of %s%n%n", frames.files().size(), folder);
    new QualityTable(summaries).print(out);
    out.println("loops that ran: " + FramePipeline.loops());
    if (json.isPresent()) {
      QualityJson.write(summaries, scores, json.get());
      out.println("all figures: " + json.get());
    }
    if (crops.isPresent()) {
      CropSheet.write(chooser.map(CropChooser::chosen).orElseThrow(), crops.get());
      out.println("look at " + crops.get());
    }
    out.flush();
  }

  private List<FrameInput> parsedInputs() {
    return inputs.stream().map(FrameInput::parse).distinct().toList();
  }

  /** A gamer sends JPEG: that is what people shall see, where it was measured. */
  private static FrameInput cropInput(List<FrameInput> measured) {
    return measured.stream()
        .filter(input -> input.jpegQuality().isPresent())
        .findFirst()
        .orElse(measured.getFirst());
  }

  /** The cubic, by which the others are judged, and then those asked for. */
  private List<Upscaler> rungs() {
    Set<Upscaler> rungs = new LinkedHashSet<>();
    rungs.add(Upscalers.cubic());
    if (names.isEmpty()) {
      rungs.addAll(Upscalers.all());
    }
    names.forEach(name -> rungs.add(Upscalers.byName(name).orElseThrow(() -> unknown(name))));
    return List.copyOf(rungs);
  }

  private static UnfitFramesException unknown(String name) {
    return new UnfitFramesException(
        "--rung is '%s'; must be one of %s"
            .formatted(
                name,
                Upscalers.all().stream().map(Upscaler::name).collect(Collectors.joining(", "))));
  }
}
