package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.TaskSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Plays, and sends a frame at each tick; now and then does not want one any more. */
final class StreamingGamer implements Gamer {
  /** Frames in flight beyond which a gamer's client skips one. */
  private static final int MOST_OPEN = 12;

  private final String id;
  private final Frames.Stream stream;
  private final VirtualTime time;
  private final Chance chance;
  private final CoordinatorModel coordinator;
  private final GamerLine line;
  private final long frameNanos;
  private final double cancels;
  private final Set<String> open = new LinkedHashSet<>();
  private long frames;
  private int session;

  StreamingGamer(
      String id,
      Frames.Stream stream,
      SimulationOptions options,
      VirtualTime time,
      Chance chance,
      CoordinatorModel coordinator,
      GamerLine line) {
    this.id = id;
    this.stream = stream;
    this.time = time;
    this.chance = chance;
    this.coordinator = coordinator;
    this.line = line;
    frameNanos = VirtualTime.SECOND / options.fps();
    cancels = chance.in(0.1) ? 0.05 : 0;
  }

  @Override
  public void start() {
    session++;
    long first = time.now() + chance.between(0, frameNanos);
    tick(session, first, 0);
  }

  private void tick(int current, long first, long number) {
    time.at(
        first + number * frameNanos,
        () -> {
          if (session == current && line.isOpen()) {
            capture();
            tick(current, first, number + 1);
          }
        });
  }

  private void capture() {
    if (open.size() >= MOST_OPEN) {
      return;
    }
    String taskId = id + "-" + frames++;
    TaskSpec frame = stream.frame(taskId, id, time.now() + Frames.DEADLINE);
    open.add(taskId);
    time.after(line.upNanos(stream.inputBytes()), () -> coordinator.submit(frame));
    if (chance.in(cancels)) {
      time.after(chance.between(10, 80) * VirtualTime.MS, () -> coordinator.cancel(taskId));
    }
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
