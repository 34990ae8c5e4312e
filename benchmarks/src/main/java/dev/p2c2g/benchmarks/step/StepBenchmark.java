package dev.p2c2g.benchmarks.step;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One step of the scheduler's core at 60,000 tasks a second of virtual load, by the size of the
 * crowd. Steps take microseconds, so that preparing the next event outside of the measured time
 * distorts little; what is left of it counts against the core.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class StepBenchmark {
  @Param({"100", "1000", "10000", "100000"})
  public int peers;

  private VirtualCrowd crowd = new VirtualCrowd(1);
  private Event next = new Event.TimerDue();
  private List<Command> commands = List.of();

  @Setup(Level.Trial)
  public void join() {
    crowd = new VirtualCrowd(peers);
  }

  @Setup(Level.Invocation)
  public void choose() {
    next = crowd.next();
  }

  @Benchmark
  public List<Command> step() {
    commands = crowd.step(next);
    return commands;
  }

  @TearDown(Level.Invocation)
  public void carryOut() {
    crowd.carryOut(commands);
  }

  /** Runs all sizes, one after the other. */
  public static void run() throws RunnerException {
    var _ = new Runner(new OptionsBuilder().include(StepBenchmark.class.getName()).build()).run();
  }
}
