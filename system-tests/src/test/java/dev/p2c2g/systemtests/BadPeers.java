package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.HEARTBEAT;
import static dev.p2c2g.systemtests.BadMessage.MALFORMED;
import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.changed;

import dev.p2c2g.systemtests.BadMessage.Sender;
import java.util.stream.Stream;

/** Registrations, heartbeats and results that are not as they should be. */
final class BadPeers {
  private BadPeers() {}

  static Stream<BadMessage> all() {
    return Stream.of(machines(), offers(), heartbeats(), results()).flatMap(s -> s);
  }

  private static Stream<BadMessage> machines() {
    return Stream.of(
        newcomer("no capabilities", "'capabilities'", "'unused'"),
        newcomer("capabilities a list", "'capabilities':", "'capabilities':[],'unused':"),
        newcomer("no cpu_cores", "'cpu_cores':8,", ""),
        newcomer("cpu_cores 0", "'cpu_cores':8", "'cpu_cores':0"),
        newcomer("cpu_cores negative", "'cpu_cores':8", "'cpu_cores':-8"),
        newcomer("cpu_cores a string", "'cpu_cores':8", "'cpu_cores':'8'"),
        newcomer("cpu_cores huge", "'cpu_cores':8", "'cpu_cores':1e300"),
        newcomer("ram_gb negative", "'ram_gb':16", "'ram_gb':-1"),
        newcomer("ram_gb beyond any double", "'ram_gb':16", "'ram_gb':1e999"),
        newcomer("no gpu", "'gpu':true,", ""),
        newcomer("gpu a word", "'gpu':true", "'gpu':'yes'"),
        newcomer("gpu_vram_gb negative", "'gpu_vram_gb':8", "'gpu_vram_gb':-8"));
  }

  private static Stream<BadMessage> offers() {
    return Stream.of(
        newcomer("peer_id a number", "'auto'", "7"),
        newcomer("peer_id too long", "'auto'", "'" + "p".repeat(65) + "'"),
        newcomer("peer_id with a line break", "'auto'", "'a\\nb'"),
        newcomer("task_types a string", "['raw']", "'raw'"),
        newcomer("task_types of numbers", "['raw']", "[1]"),
        newcomer("task_types with an empty name", "['raw']", "['']"),
        newcomer("65 task_types", "['raw']", "['raw'" + ",'raw'".repeat(64) + "]"),
        newcomer("0 lanes", "'max_concurrent_tasks':4", "'max_concurrent_tasks':0"),
        newcomer("a million lanes", "'max_concurrent_tasks':4", "'max_concurrent_tasks':1000000"),
        newcomer("one and a half lanes", "'max_concurrent_tasks':4", "'max_concurrent_tasks':1.5"),
        newcomer("features an object", "['region']", "{'region':true}"));
  }

  private static Stream<BadMessage> heartbeats() {
    return Stream.of(
        heartbeat("no load", ",'load':0.45", ""),
        heartbeat("load negative", "0.45", "-0.1"),
        heartbeat("load over 1", "0.45", "1.01"),
        heartbeat("load not a number", "0.45", "NaN"),
        heartbeat("load a string", "0.45", "'0.45'"),
        heartbeat("no timestamp", "'timestamp':1234567890,", ""),
        heartbeat("timestamp negative", "1234567890", "-1"),
        heartbeat("timestamp a date", "1234567890", "'2026-01-01'"),
        heartbeat("peer_id a list", "'peer_a'", "['peer_a']"));
  }

  private static Stream<BadMessage> results() {
    return Stream.of(
        result("no task_id", "'task_id':'task_x',", ""),
        result("task_id too long", "'task_x'", "'" + "t".repeat(65) + "'"),
        result("no success", "'success':true,", ""),
        result("success a word", "'success':true", "'success':'true'"),
        result("a success without a result", "'result_url'", "'unused'"),
        result("a failure without an error", "'success':true", "'success':false"),
        result("result_url inline in the text form", "base64://AAAA", "inline:"),
        result("result_url broken", "base64://AAAA", "base64://A*AA"),
        result("result_url a web address", "base64://AAAA", "http://127.0.0.1/"),
        result("no processing_time_ms", "'processing_time_ms':12.5,", ""),
        result("processing_time_ms negative", "12.5", "-12.5"),
        result("processing_time_ms a string", "12.5", "'12.5'"),
        result("algorithm_used a number", "'none'", "3"));
  }

  private static BadMessage newcomer(String name, String part, String replacement) {
    return BadMessage.text(Sender.NEWCOMER, MALFORMED, name, changed(REGISTER, part, replacement));
  }

  private static BadMessage heartbeat(String name, String part, String replacement) {
    return BadMessage.text(Sender.PEER, MALFORMED, name, changed(HEARTBEAT, part, replacement));
  }

  private static BadMessage result(String name, String part, String replacement) {
    return BadMessage.text(Sender.PEER, MALFORMED, name, changed(RESULT, part, replacement));
  }
}
