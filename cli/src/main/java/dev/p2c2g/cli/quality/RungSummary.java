package dev.p2c2g.cli.quality;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What all frames together say of one rung.
 *
 * @param inputs by the input's name, in the order measured
 * @param msPerFrame of processor time, median over all frames and inputs
 * @param outputMpixelPerSecond likewise
 */
record RungSummary(
    String rung, Map<String, OfInput> inputs, double msPerFrame, double outputMpixelPerSecond) {
  /** Means over the frames, and the frame with the least gain. */
  record OfInput(double psnr, double gain, double ssim, Score worst) {}

  /** One for each rung, in the order measured. */
  static List<RungSummary> of(List<Score> scores) {
    return grouped(scores, Score::rung).entrySet().stream()
        .map(entry -> ofRung(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The frame and input where it gains least. */
  Score worst() {
    return inputs.values().stream()
        .map(OfInput::worst)
        .min(Comparator.comparingDouble(Score::gain))
        .orElseThrow();
  }

  private static RungSummary ofRung(String rung, List<Score> scores) {
    Map<String, OfInput> inputs = new LinkedHashMap<>();
    grouped(scores, Score::input).forEach((input, of) -> inputs.put(input, ofInput(of)));
    return new RungSummary(
        rung,
        inputs,
        median(scores, score -> score.nanos() / 1e6),
        median(scores, score -> 1e3 * score.pixels() / score.nanos()));
  }

  private static OfInput ofInput(List<Score> scores) {
    return new OfInput(
        mean(scores, Score::psnr),
        mean(scores, Score::gain),
        mean(scores, Score::ssim),
        scores.stream().min(Comparator.comparingDouble(Score::gain)).orElseThrow());
  }

  private static Map<String, List<Score>> grouped(List<Score> scores, Function<Score, String> by) {
    return scores.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private static double mean(List<Score> scores, ToDoubleFunction<Score> figure) {
    return scores.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double median(List<Score> scores, ToDoubleFunction<Score> figure) {
    double[] sorted = scores.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
