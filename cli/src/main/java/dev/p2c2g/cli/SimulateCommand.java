package dev.p2c2g.cli;

import dev.p2c2g.simulator.Outcome;
import dev.p2c2g.simulator.PeerFinder;
import dev.p2c2g.simulator.SeedRuns;
import dev.p2c2g.simulator.Simulation;
import dev.p2c2g.simulator.SimulationOptions;
import dev.p2c2g.simulator.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code p2c2g simulate}: crowds in virtual time. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a crowd of peers, gamers and faults in virtual time against the very",
      "scheduler that the coordinator runs, checks its rules at every step, and shows",
      "how well gamers are served. The same options and seed play exactly the same",
      "again, on any machine."
    },
    footer = {
      "",
      "Examples:",
      "  1,000 peers, 200 gamers, 2 minutes, all faults:",
      "    p2c2g simulate",
      "  larger, and only some faults:",
      "    p2c2g simulate --peers 10000 --gamers 2000 --minutes 10 --seed 7 \\",
      "      --faults loss,stall,kill,partition",
      "  seeds 1 to 20, and 5 that nobody has played, which are printed:",
      "    p2c2g simulate --seeds 20 --fresh 5 --minutes 0.5",
      "  how many peers do 50 gamers need?",
      "    p2c2g simulate --find-peers --gamers 50 --minutes 0.5 --faults none",
      "",
      "Faults stop 10 s before the end (a third of a short run); by then all must be",
      "well again. Exit status 1 when a rule was broken: then the seed, the command",
      "that plays it again and the last 50 events are printed."
    })
final class SimulateCommand implements Callable<Integer> {
  @Mixin private SimulationMixin simulation = new SimulationMixin();

  @Option(
      names = "--seeds",
      paramLabel = "N|A..B",
      description = "play many seeds: 1 to N, or A to B")
  private Optional<String> seeds = Optional.empty();

  @Option(names = "--fresh", paramLabel = "N", description = "and so many new ones; default 0")
  private int fresh;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "seeds at a time; default: as many as there are cores")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--find-peers",
      description =
          "how many peers these gamers, all of them streaming, need for 99 %% of the frames in time")
  private boolean findPeers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "for plot.svg and summary.txt; default ${DEFAULT-VALUE}",
      defaultValue = "p2c2g-out/simulate")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    SimulationOptions options;
    List<Long> listed;
    try {
      options = simulation.options();
      listed = SeedList.of(seeds, fresh);
    } catch (IllegalArgumentException wrong) {
      spec.commandLine().getErr().println("p2c2g: " + wrong.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (findPeers) {
      return find(options.withEveryoneStreaming());
    }
    return listed.isEmpty() ? one(options) : many(options, listed);
  }

  private int one(SimulationOptions options) throws IOException {
    Simulation run = new Simulation(options);
    int[] shown = {0};
    Outcome outcome =
        run.run(share -> {
          int percent = (int) (100 * share);
          if (percent >= shown[0] + 5) {
            shown[0] = percent;
            System.err.printf(Locale.ROOT, "\r%3d %% of the virtual time", percent);
          }
        });
    System.err.println();
    Files.createDirectories(out);
    Path plot = out.resolve("plot.svg");
    Files.writeString(plot, run.plot());
    return switch (outcome) {
      case Outcome.Broken broken -> {
        System.out.println(broken.report());
        yield 1;
      }
      case Outcome.Passed passed -> {
        System.out.println(passed.summary());
        Files.writeString(out.resolve("summary.txt"), passed.summary().toString());
        System.out.println("all rules held; look at " + plot);
        yield 0;
      }
    };
  }

  private int many(SimulationOptions options, List<Long> all) throws InterruptedException {
    if (fresh > 0) {
      System.out.println("fresh seeds: " + all.subList(all.size() - fresh, all.size()));
    }
    long began = System.nanoTime();
    List<Outcome.Broken> broken =
        new SeedRuns(options, threads)
            .run(all, one -> System.out.println(line(one, all, System.nanoTime() - began)));
    System.out.printf(
        Locale.ROOT,
        "%d seeds, %d broke a rule, %.0f s%n",
        all.size(),
        broken.size(),
        (System.nanoTime() - began) / 1e9);
    return broken.isEmpty() ? 0 : 1;
  }

  /** How one seed went, how far all are, and where to go on were it cut short here. */
  private static String line(SeedRuns.Played one, List<Long> all, long sinceNanos) {
    String how =
        switch (one.outcome()) {
          case Outcome.Broken broken -> broken.report() + System.lineSeparator();
          case Outcome.Passed(Summary summary) ->
              String.format(
                  Locale.ROOT,
                  "seed %d held all rules, %.2f %% in time, p99 %.1f ms; ",
                  one.seed(),
                  100 * summary.inTimeShare(),
                  summary.p99Ms());
        };
    int left = all.size() - one.played();
    return how
        + String.format(
            Locale.ROOT,
            "%.0f s; %d of %d done, %d broke a rule, about %.1f min to go%s",
            one.wallNanos() / 1e9,
            one.played(),
            all.size(),
            one.broken(),
            left * (sinceNanos / 60e9) / one.played(),
            left == 0 ? "" : ", all before seed " + all.get(one.inARow()) + " are done");
  }

  private static int find(SimulationOptions options) {
    System.out.printf(
        Locale.ROOT,
        "%,d gamers, %d frames a second each; so many peers are enough for %.0f %% in time:%n%n",
        options.gamers(),
        options.fps(),
        100 * PeerFinder.ENOUGH);
    System.out.printf("%10s %12s %12s%n", "peers", "in time", "p99");
    int peers =
        new PeerFinder(
                options.withPeers(Math.max(2, options.gamers() / 2)),
                trial ->
                    System.out.printf(
                        Locale.ROOT,
                        "%,10d %10.2f %% %9.1f ms%s%n",
                        trial.peers(),
                        100 * trial.inTimeShare(),
                        trial.p99Ms(),
                        trial.isEnough() ? "" : "  too few"))
            .find();
    System.out.printf(Locale.ROOT, "%n%,d peers are enough%n", peers);
    return 0;
  }
}
