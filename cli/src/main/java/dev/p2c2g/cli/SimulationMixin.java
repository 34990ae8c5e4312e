package dev.p2c2g.cli;

import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import dev.p2c2g.simulator.Fault;
import dev.p2c2g.simulator.SimulationOptions;
import picocli.CommandLine.Option;

/** What to simulate; {@link SimulationOptions} checks the ranges. */
final class SimulationMixin {
  @Option(names = "--peers", paramLabel = "N", description = "1 to 100000; default 1000")
  private int peers = SimulationOptions.DEFAULT.peers();

  @Option(names = "--gamers", paramLabel = "N", description = "1 to 100000; default 200")
  private int gamers = SimulationOptions.DEFAULT.gamers();

  @Option(
      names = "--streaming",
      paramLabel = "SHARE",
      description =
          "gamers that stream frames with a deadline of 100 ms, 0 to 1; the others send batches of"
              + " tasks without one; default 0.8")
  private double streaming = SimulationOptions.DEFAULT.streaming();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "virtual time, 0.05 to 1440; default 2")
  private double minutes = SimulationOptions.DEFAULT.minutes();

  @Option(names = "--fps", paramLabel = "N", description = "frames a second, 1 to 240; default 30")
  private int fps = SimulationOptions.DEFAULT.fps();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "where all chance comes from; default 1")
  private long seed = SimulationOptions.DEFAULT.seed();

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      description =
          "loss, stall, kill, partition, slow, liar, clock, churn, separated by commas, or all or"
              + " none; default all")
  private String faults = "all";

  @Option(
      names = "--peer-ms",
      paramLabel = "MS",
      description = "time of the median peer for one frame of 1080p; default 12")
  private double peerMs = SimulationOptions.DEFAULT.peerMs();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "strict refuses what is not expected in time; default best_effort")
  private AdmissionMode policy = SimulationOptions.DEFAULT.policy();

  @Option(
      names = "--hedge-budget",
      paramLabel = "SHARE",
      description = "second tries as a share of the tasks, 0 to 1; default 0.1")
  private double hedgeBudget = SimulationOptions.DEFAULT.hedgeBudget();

  SimulationOptions options() {
    return new SimulationOptions(
        peers,
        gamers,
        streaming,
        minutes,
        fps,
        seed,
        Fault.parse(faults),
        peerMs,
        policy,
        hedgeBudget);
  }
}
