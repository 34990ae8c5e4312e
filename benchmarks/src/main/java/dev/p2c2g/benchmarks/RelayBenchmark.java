package dev.p2c2g.benchmarks;

import dev.p2c2g.cli.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * What the coordinator adds: an echo task with 150 KB in and 500 KB out, through gamer, coordinator
 * and peer, against the same bytes answered twice by bare Vert.x. The kinds take turns in short
 * blocks, so that a noisy machine is noisy for all; one request at a time.
 */
final class RelayBenchmark {
  private static final int WARM_UP = 1_500;
  private static final int ROUNDS = 60;
  private static final int BLOCK = 25;

  private RelayBenchmark() {}

  static void run() throws Exception {
    var config = Files.createTempFile("p2c2g-relay", ".yml");
    // one request at a time is more than a gamer may send by default
    Files.writeString(
        config,
        "limits:\n  max_tasks_per_second_per_gamer: 1000000\n  max_bytes_per_second_per_gamer: 1099511627776\n");
    try {
      run(config);
    } finally {
      Files.delete(config);
    }
  }

  private static void run(Path config) throws Exception {
    try (var bare = ChildJvm.start(BareServer.class.getName());
        var coordinator =
            ChildJvm.p2c2g(
                "coordinator",
                "--config",
                config.toString(),
                "--port",
                "0",
                "--metrics-port",
                "0")) {
      var ports = new Scanner(bare.awaitLine("ready").substring("ready".length()));
      var ready = coordinator.awaitLine("coordinator ready");
      var url = ready.substring(ready.indexOf("ws://"));
      try (var _ = ChildJvm.p2c2g("peer", "--coordinator", url, "--tasks", "echo");
          var relayed = new Relayed(url);
          var tcp = new BareTcp(ports.nextInt());
          var web = new BareWebSocket(ports.nextInt())) {
        var kinds =
            List.of(
                kind("P2C2G: gamer, coordinator, peer", relayed),
                kind("bare Vert.x TCP socket, twice", tcp),
                kind("bare Vert.x WebSocket, twice", web));
        measure(kinds);
        print(kinds);
      }
    }
  }

  private static Kind kind(String name, Exchange exchange) {
    return new Kind(name, exchange, new Samples(ROUNDS * BLOCK));
  }

  private static void measure(List<Kind> kinds) throws Exception {
    for (var kind : kinds) {
      System.out.println("warming up: " + kind.name());
      kind.repeat(WARM_UP);
    }
    for (var round = 0; round < ROUNDS; round++) {
      for (var kind : kinds) {
        kind.measure(BLOCK);
      }
    }
  }

  private static void print(List<Kind> kinds) {
    System.out.printf(
        "%n%-34s %10s %10s %12s %12s%n",
        "150 KB in, 500 KB out", "p50 us", "p99 us", "p50 ours/it", "p99 ours/it");
    var ours = kinds.getFirst().samples();
    for (var kind : kinds) {
      var its = kind.samples();
      System.out.printf(
          Locale.ROOT,
          "%-34s %10.0f %10.0f %12.2f %12.2f%n",
          kind.name(),
          its.micros(0.5),
          its.micros(0.99),
          ours.micros(0.5) / its.micros(0.5),
          ours.micros(0.99) / its.micros(0.99));
    }
  }
}
