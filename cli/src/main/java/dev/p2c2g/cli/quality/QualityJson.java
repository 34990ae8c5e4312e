package dev.p2c2g.cli.quality;

import dev.p2c2g.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The figures for programs. Decibels of equal planes are {@code null}: JSON has no infinity. */
final class QualityJson {
  private QualityJson() {}

  static void write(List<RungSummary> rungs, List<Score> scores, Path file) throws IOException {
    ObjectNode json = Json.object();
    json.put("reference", rungs.getFirst().rung())
        .put("scale", 2)
        .put("border_pixels", QualityRun.BORDER)
        .put("threads", 1);
    for (RungSummary rung : rungs) {
      add(json.withArray("rungs").addObject(), rung);
    }
    for (Score score : scores) {
      add(json.withArray("scores").addObject(), score);
    }
    Files.writeString(file, json.toPrettyString() + "\n");
  }

  private static void add(ObjectNode json, RungSummary rung) {
    json.put("rung", rung.rung())
        .put("ms_per_frame", rung.msPerFrame())
        .put("output_mpixel_per_s", rung.outputMpixelPerSecond());
    ObjectNode inputs = json.putObject("inputs");
    rung.inputs()
        .forEach((name, of) -> {
          ObjectNode input = inputs.putObject(name);
          decibels(input, "psnr_db", of.psnr());
          decibels(input, "gain_db", of.gain());
          decibels(input, "worst_gain_db", of.worst().gain());
          input.put("worst_frame", of.worst().frame()).put("ssim", of.ssim());
        });
  }

  private static void add(ObjectNode json, Score score) {
    json.put("frame", score.frame()).put("input", score.input()).put("rung", score.rung());
    decibels(json, "psnr_db", score.psnr());
    decibels(json, "gain_db", score.gain());
    json.put("ssim", score.ssim()).put("ms", score.nanos() / 1e6);
  }

  private static void decibels(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }
}
