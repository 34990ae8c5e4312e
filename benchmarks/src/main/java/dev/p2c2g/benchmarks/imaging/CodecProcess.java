package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.LogSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One codec in a JVM of its own, as ours are chosen once a process. For each line on standard
 * input, a number of milliseconds, it works about so long and answers with the median milliseconds
 * of processor time for decoding and for encoding.
 */
final class CodecProcess {
  private CodecProcess() {}

  public static void main(String[] args) throws IOException {
    LogSetup.apply(LogLevel.WARN, Optional.empty());
    Codec codec = Codec.of(args[0], SampleFrame.read());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Duration half = Duration.ofMillis(Long.parseLong(line)).dividedBy(2);
      double decodeMs = Turns.timesOf(codec::decode, half).cpuMs();
      double encodeMs = Turns.timesOf(codec::encode, half).cpuMs();
      System.out.println(decodeMs + " " + encodeMs);
    }
  }
}
