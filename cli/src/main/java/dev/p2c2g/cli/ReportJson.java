package dev.p2c2g.cli;

import dev.p2c2g.gamer.SessionReport;
import dev.p2c2g.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A session's figures for programs: {@code report.json}. */
final class ReportJson {
  private ReportJson() {}

  static void write(SessionReport report, Path file) throws IOException {
    Files.writeString(file, of(report).toPrettyString() + "\n");
  }

  static ObjectNode of(SessionReport report) {
    var json = Json.object();
    var frames = report.frames();
    json.put("frames", frames.captured())
        .put("upscaled_in_time", frames.upscaledInTime())
        .put("shown", frames.shown());
    json.put("upscaled_in_time_ratio", frames.upscaledInTimeRatio())
        .put("shown_ratio", frames.shownRatio());
    put(json.putObject("e2e_ms"), report.e2eMs());
    var stages = json.putObject("stages_ms");
    report
        .stagesMs()
        .forEach((stage, ms) -> put(stages.putObject(stage.name().toLowerCase(Locale.ROOT)), ms));
    json.put("retries", report.retriedTasks());
    var local = json.putObject("shown_locally");
    report.shownLocally().forEach(local::put);
    var algorithms = json.putObject("algorithms");
    report.algorithms().forEach(algorithms::put);
    var peers = json.putArray("peers");
    report
        .peers()
        .forEach(peer ->
            peers
                .addObject()
                .put("peer_id", peer.peerId())
                .put("frames", peer.frames())
                .put("mean_processing_ms", peer.meanProcessingMs()));
    return json;
  }

  private static void put(ObjectNode json, SessionReport.Percentiles ms) {
    json.put("p50", ms.p50()).put("p95", ms.p95()).put("p99", ms.p99()).put("max", ms.max());
  }
}
