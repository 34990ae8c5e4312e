package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Mapping;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Psnr;
import dev.p2c2g.imaging.Ssim;
import dev.p2c2g.imaging.Upscaler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Upscales the luma of every frame from every input by every rung, on this thread, and compares it
 * with the original. Of one input all rungs run one after the other, so that a busy machine slows
 * all of them down.
 */
final class QualityRun {
  /** Samples left out on every side: kernels see the edge repeated there. */
  static final int BORDER = 16;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long WARM_UP_NANOS = 1_000_000_000L;
  private static final int MIN_WARM_UPS = 2;

  private final List<Upscaler> rungs;
  private final List<FrameInput> inputs;
  private final Progress progress;
  private final Optional<CropChooser> crops;
  private final List<Score> scores = new ArrayList<>();
  private List<Plane> outputs = List.of();

  /**
   * @param rungs the reference first
   */
  QualityRun(
      List<Upscaler> rungs,
      List<FrameInput> inputs,
      Progress progress,
      Optional<CropChooser> crops) {
    this.rungs = List.copyOf(rungs);
    this.inputs = List.copyOf(inputs);
    this.progress = progress;
    this.crops = crops;
  }

  /** Measures all frames, in order. */
  List<Score> run(FrameFolder folder) throws IOException {
    progress.begin(folder.files().size() * inputs.size());
    for (int i = 0; i < folder.files().size(); i++) {
      Path file = folder.files().get(i);
      Picture truth = FrameFolder.read(file);
      if (i == 0) {
        warmUp(truth);
      }
      for (FrameInput input : inputs) {
        measure(file.getFileName().toString(), truth, input, i);
      }
    }
    progress.end();
    return List.copyOf(scores);
  }

  /** Until the compiler is through with what runs. */
  private void warmUp(Picture truth) {
    progress.say("warming up");
    CompiledLoops.await();
    Plane in = inputs.getFirst().of(truth, 0).luma();
    Plane out = Plane.allocate(truth.width(), truth.height());
    for (Upscaler rung : rungs) {
      progress.say("warming up " + rung.name());
      long start = System.nanoTime();
      for (int i = 0; i < MIN_WARM_UPS || System.nanoTime() - start < WARM_UP_NANOS; i++) {
        upscale(rung, in, out);
      }
    }
  }

  private void measure(String frame, Picture truth, FrameInput input, int number) {
    Picture small = input.of(truth, number);
    ensureOutputs(truth);
    long[] nanos = new long[rungs.size()];
    for (int i = 0; i < nanos.length; i++) {
      progress.say("%s, %s: %s".formatted(frame, input.name(), rungs.get(i).name()));
      nanos[i] = upscale(rungs.get(i), small.luma(), outputs.get(i));
    }
    progress.say("%s, %s: comparing".formatted(frame, input.name()));
    double reference = Psnr.of(truth.luma(), outputs.getFirst(), BORDER);
    for (int i = 0; i < nanos.length; i++) {
      Plane out = outputs.get(i);
      double psnr = Psnr.of(truth.luma(), out, BORDER);
      scores.add(
          new Score(
              rungs.get(i).name(),
              input.name(),
              frame,
              psnr,
              gain(psnr, reference),
              Ssim.of(truth.luma(), out, BORDER),
              nanos[i],
              (long) out.width() * out.height()));
    }
    crops
        .filter(chooser -> chooser.wants(input))
        .ifPresent(chooser -> chooser.offer(frame, truth, small, outputs));
    progress.step();
  }

  /** Both may be infinite: a flat frame comes back as it was. */
  private static double gain(double psnr, double reference) {
    return psnr == reference ? 0 : psnr - reference;
  }

  private void ensureOutputs(Picture truth) {
    boolean fit =
        !outputs.isEmpty()
            && outputs.getFirst().width() == truth.width()
            && outputs.getFirst().height() == truth.height();
    if (!fit) {
      outputs = rungs.stream().map(_ -> Plane.allocate(truth.width(), truth.height())).toList();
    }
  }

  /** Nanoseconds of processor time: those that other programs take do not count. */
  private static long upscale(Upscaler rung, Plane in, Plane out) {
    Mapping mapping = Mapping.whole(in.width(), in.height(), out.width(), out.height());
    long start = THREADS.getCurrentThreadCpuTime();
    rung.upscale(in, mapping, out);
    return THREADS.getCurrentThreadCpuTime() - start;
  }
}
