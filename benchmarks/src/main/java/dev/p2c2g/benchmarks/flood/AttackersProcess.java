package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.benchmarks.scheduling.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The {@link Attackers}, seen from outside; they have less of the processor than others. */
final class AttackersProcess implements AutoCloseable {
  private static final List<String> NICE = List.of("nice", "-n", "10");
  private static final int SECONDS_TO_ANSWER = 60;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Child child;

  AttackersProcess(int port, FloodPlan plan, int tasksPerSecond, List<String> tokens)
      throws IOException {
    child =
        Child.start(
            lines::add,
            new Child.Setting(NICE, Map.of(), List.of(home())),
            Attackers.class.getName(),
            List.of(
                Integer.toString(port),
                Integer.toString(plan.timesLimit() * tasksPerSecond),
                Integer.toString(plan.halfOpen()),
                Double.toString((double) plan.badTokens() / plan.phaseSeconds())));
    for (var token : tokens) {
      child.tell(Attackers.TOKEN + token);
    }
  }

  private static String home() {
    return "-Dp2c2g.home=" + System.getProperty("p2c2g.home", ".");
  }

  /** Starts an attack and waits for its first effect. */
  void start(AttackKind kind) throws IOException, InterruptedException {
    child.tell(Attackers.START + kind.name());
    var line = next();
    if (!line.equals(Attackers.BEGUN)) {
      throw new IOException("the attackers said " + line);
    }
  }

  private String next() throws IOException, InterruptedException {
    return Optional.ofNullable(lines.poll(SECONDS_TO_ANSWER, TimeUnit.SECONDS))
        .orElseThrow(() -> new IOException("the attackers do not answer"));
  }

  /** Ends all attacks; what they did, in words. */
  List<String> stop() throws IOException, InterruptedException {
    child.tell(Attackers.STOP);
    var told = new ArrayList<String>();
    while (true) {
      var line = next();
      if (line.equals(Attackers.STOPPED)) {
        return told;
      }
      told.add(line);
    }
  }

  Duration processorTime() {
    return child.processorTime();
  }

  @Override
  public void close() {
    child.close();
  }
}
