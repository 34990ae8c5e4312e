package dev.p2c2g.benchmarks.brokers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Request to result through a broker to one worker: gearmand, NATS, RabbitMQ and ours, with the
 * same bytes on the same machine in the same minutes.
 */
public final class BrokersBenchmark {
  private BrokersBenchmark() {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    var loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    var folder = Files.createTempDirectory("p2c2g-brokers");
    var running = new ArrayList<Running>();
    try {
      for (var contender : installed()) {
        System.out.println("starting: " + contender.name());
        running.add(Running.start(contender, folder));
      }
      var report = new Report(measure(running), loadAverage);
      report.print();
      report.write();
    } finally {
      for (var started : running) {
        started.close();
      }
      delete(folder);
    }
  }

  private static Map<Load, Map<String, Figures>> measure(List<Running> running) throws Exception {
    var rounds = new Rounds(running);
    rounds.warmUp();
    var measured = new LinkedHashMap<Load, Map<String, Figures>>();
    for (var load : Rounds.LOADS) {
      System.out.println("measuring: " + load.name());
      measured.put(load, rounds.measure(load));
    }
    return measured;
  }

  private static List<Contender> installed() {
    var installed = new ArrayList<Contender>();
    for (var contender : Contenders.ALL) {
      if (contender.program().isEmpty() || ServerProcess.find(contender.program()).isPresent()) {
        installed.add(contender);
      } else {
        System.out.printf(
            "left out: %s is not installed (apt-get install --no-install-recommends %s)%n",
            contender.name(), contender.debianPackage());
      }
    }
    return installed;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
