package dev.p2c2g.cli;

import dev.p2c2g.protocol.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A result on its way into a file. */
final class ResultFile {
  private ResultFile() {}

  /**
   * Writes it, and says who made it and how long that took.
   *
   * @param what was asked for, as the user calls it
   * @throws UserException when it is none
   */
  static void write(String what, TaskResult result, Path out) throws IOException {
    if (result.outcome() instanceof TaskResult.Failure failure) {
      throw new UserException(
          what + ": " + failure.code().orElse("failed") + ": " + failure.error());
    }
    var success = (TaskResult.Success) result.outcome();
    Files.write(out, success.result().toByteArray());
    System.out.printf(
        Locale.ROOT,
        "%s: by %s on %s in %.1f ms; total %.1f ms, attempts %d%n",
        out,
        success.algorithmUsed(),
        result.peerId().orElse("?"),
        success.processingTimeMs(),
        result.delivery().map(d -> d.timings().totalMs()).orElse(0.0),
        result.delivery().map(TaskResult.Delivery::attempts).orElse(0));
  }
}
