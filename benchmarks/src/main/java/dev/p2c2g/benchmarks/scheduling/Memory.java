package dev.p2c2g.benchmarks.scheduling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a JVM of this machine occupies after a full collection.
 *
 * @param heapBytes of live objects
 * @param nativeBytes resident outside of the heap
 */
record Memory(long heapBytes, long nativeBytes) {
  private static final Pattern HEAP =
      Pattern.compile("used (\\d+)K \\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)");
  private static final Pattern MAPPING =
      Pattern.compile(
          "^([0-9a-f]+)-[0-9a-f]+ .*?^Rss: +(\\d+) kB", Pattern.MULTILINE | Pattern.DOTALL);

  static Memory of(long pid) throws IOException, InterruptedException {
    // twice: what the first finds to be finalised or released is gone at the second
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    var info = jcmd(pid, "GC.heap_info");
    var heap = HEAP.matcher(info);
    if (!heap.find()) {
      throw new IOException("jcmd GC.heap_info of process " + pid + " has no heap: " + info);
    }
    var from = Long.parseLong(heap.group(2), 16);
    var to = Long.parseLong(heap.group(3), 16);
    var outside =
        MAPPING
            .matcher(Files.readString(Path.of("/proc/" + pid + "/smaps")))
            .results()
            .filter(mapping -> isOutside(mapping, from, to))
            .mapToLong(mapping -> Long.parseLong(mapping.group(2)))
            .sum();
    return new Memory(Long.parseLong(heap.group(1)) << 10, outside << 10);
  }

  long bytes() {
    return heapBytes + nativeBytes;
  }

  private static boolean isOutside(MatchResult mapping, long from, long to) {
    var at = Long.parseUnsignedLong(mapping.group(1), 16);
    return at < from || at >= to;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(program, Long.toString(pid), command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + pid + " " + command + ": " + output);
    }
    return output;
  }
}
