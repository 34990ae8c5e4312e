package dev.p2c2g.benchmarks;

import dev.p2c2g.benchmarks.brokers.BrokersBenchmark;
import dev.p2c2g.benchmarks.flood.FloodBenchmark;
import dev.p2c2g.benchmarks.imaging.PipelineBenchmark;
import dev.p2c2g.benchmarks.imaging.RungsBenchmark;
import dev.p2c2g.benchmarks.imaging.StripesBenchmark;
import dev.p2c2g.benchmarks.scheduling.BandsBenchmark;
import dev.p2c2g.benchmarks.scheduling.CrowdBenchmark;
import dev.p2c2g.benchmarks.scheduling.FailoverBenchmark;
import dev.p2c2g.benchmarks.scheduling.HedgingBenchmark;
import dev.p2c2g.benchmarks.scheduling.StallsBenchmark;
import dev.p2c2g.benchmarks.security.IsolationBenchmark;
import dev.p2c2g.benchmarks.security.SealBenchmark;
import dev.p2c2g.benchmarks.security.TlsBenchmark;
import dev.p2c2g.benchmarks.step.StepBenchmark;
import dev.p2c2g.benchmarks.stores.StoresBenchmark;
import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.LogSetup;
import java.util.Optional;

/** Entry point of {@code ./p2c2g bench NAME}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    LogSetup.apply(LogLevel.WARN, Optional.empty());
    try {
      run(args.length == 1 ? args[0] : "");
    } catch (Exception e) {
      // what was started has threads that would keep this process alive
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(String name) throws Exception {
    switch (name) {
      case "relay" -> RelayBenchmark.run();
      case "brokers" -> BrokersBenchmark.run();
      case "failover" -> FailoverBenchmark.run();
      case "stalls" -> StallsBenchmark.run();
      case "hedging" -> HedgingBenchmark.run();
      case "bands" -> BandsBenchmark.run();
      case "crowd" -> CrowdBenchmark.run();
      case "step" -> StepBenchmark.run();
      case "rungs" -> RungsBenchmark.run();
      case "pipeline" -> PipelineBenchmark.run();
      case "stripes" -> StripesBenchmark.run();
      case "isolation" -> IsolationBenchmark.run();
      case "tls" -> TlsBenchmark.run();
      case "seal" -> SealBenchmark.run();
      case "stores" -> StoresBenchmark.run();
      case "flood" -> FloodBenchmark.run();
      default -> {
        System.err.println(
            "usage: ./p2c2g bench relay | brokers | step | failover | stalls | hedging | bands | crowd"
                + " | rungs | pipeline | stripes | isolation | tls | seal | flood | stores");
        System.exit(2);
      }
    }
  }
}
