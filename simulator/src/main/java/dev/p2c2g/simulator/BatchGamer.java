package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.TaskSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sends many tasks without a deadline, in bursts, some with one priority and some with all. */
final class BatchGamer implements Gamer {
  private final String id;
  private final VirtualTime time;
  private final Chance chance;
  private final CoordinatorModel coordinator;
  private final GamerLine line;
  private final int window;
  private final boolean mixed;
  private final boolean failing;
  private final boolean deadly;
  private final double workUnits;
  private final Set<String> open = new LinkedHashSet<>();
  private long tasks;
  private int session;

  /**
   * @param window tasks it keeps open at most
   */
  BatchGamer(
      String id,
      int window,
      SimulationOptions options,
      VirtualTime time,
      Chance chance,
      CoordinatorModel coordinator,
      GamerLine line) {
    this.id = id;
    this.time = time;
    this.chance = chance;
    this.coordinator = coordinator;
    this.line = line;
    this.window = window;
    mixed = chance.in(0.5);
    failing = options.has(Fault.LIAR);
    deadly = options.has(Fault.KILL);
    // about half a second on the median peer
    workUnits = 1_000 / options.peerMs();
  }

  @Override
  public void start() {
    burst(++session);
  }

  private void burst(int current) {
    if (session != current || !line.isOpen()) {
      return;
    }
    int free = window - open.size();
    for (int i = 0; i < free; i++) {
      String taskId = id + "-" + tasks++ + trouble();
      int priority = mixed ? chance.below(10) : 3;
      open.add(taskId);
      TaskSpec task = Frames.batch(taskId, id, priority, chance.logNormal(workUnits, 0.5));
      time.after(line.upNanos(task.inputBytes()), () -> coordinator.submit(task));
    }
    long pause = chance.in(0.1) ? 5_000 : chance.between(100, 1_000);
    time.after(pause * VirtualTime.MS, () -> burst(current));
  }

  private String trouble() {
    if (failing && chance.in(0.01)) {
      return Frames.HOPELESS;
    }
    return deadly && chance.in(0.001) ? Frames.DEADLY : "";
  }

  @Override
  public void leave() {
    session++;
    List.copyOf(open).forEach(coordinator::cancel);
  }

  @Override
  public void ended(TaskSpec task) {
    open.remove(task.taskId());
  }
}
