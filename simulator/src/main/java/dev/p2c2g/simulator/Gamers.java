package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.VirtualTime.SECOND;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.HashMap;
import java.util.Map;

/** All gamers of a run: they come, play, go, come again, and their answers find them. */
final class Gamers implements GamerSide {
  /** One gamer's backlog, before some have less and some more. */
  private static final int MOST_BATCHED = 300;

  private static final double MEAN_SESSION = 60 * SECOND;

  private final Map<String, Gamer> gamers = new HashMap<>();
  private final Map<String, GamerLine> lines = new HashMap<>();
  private final Statistics statistics;

  Gamers(Statistics statistics) {
    this.statistics = statistics;
  }

  /**
   * Makes them all, and lets them start within the second second.
   *
   * @param batchWindow tasks that a gamer without frames keeps open, about
   * @return what all frames together ask for
   */
  Load start(
      SimulationOptions options, VirtualTime time, CoordinatorModel coordinator, int batchWindow) {
    Load load = Load.NONE;
    int streaming = (int) Math.round(options.gamers() * options.streaming());
    for (int i = 0; i < options.gamers(); i++) {
      String id = "g" + i;
      Chance chance = Chance.of(options.seed(), "gamer", i);
      boolean streams = i < streaming;
      long until = streams ? options.endNanos() : options.calmNanos();
      GamerLine line = new GamerLine(time, chance, until);
      Gamer gamer;
      if (streams) {
        Frames.Stream stream = Frames.Stream.choose(chance);
        load = load.plus(stream.load(options));
        gamer = new StreamingGamer(id, stream, options, time, chance, coordinator, line);
      } else {
        int window =
            Math.max(2, (int) (Math.min(batchWindow, MOST_BATCHED) * chance.between(0.2, 2.0)));
        gamer = new BatchGamer(id, window, options, time, chance, coordinator, line);
      }
      gamers.put(id, gamer);
      lines.put(id, line);
      if (!streams) {
        time.at(until, gamer::leave);
      }
      comeAndGo(gamer, time, chance, SECOND + chance.between(0, SECOND), options.calmNanos());
    }
    return load;
  }

  private static void comeAndGo(
      Gamer gamer, VirtualTime time, Chance chance, long comesNanos, long calmNanos) {
    time.at(
        comesNanos,
        () -> {
          gamer.start();
          long goes = time.now() + chance.exponential(MEAN_SESSION);
          if (goes < calmNanos) {
            long back = Math.min(goes + chance.exponential(3 * SECOND), calmNanos);
            time.at(goes, gamer::leave);
            comeAndGo(gamer, time, chance, back, calmNanos);
          }
        });
  }

  @Override
  public void completed(TaskSpec task, Command.Complete how, long nowNanos) {
    long arrives = nowNanos + lineOf(task).downNanos(Frames.resultBytes(task.workUnits()));
    statistics.completed(task, how, arrives);
    gamerOf(task).ended(task);
  }

  @Override
  public void failed(TaskSpec task, Command.Fail why) {
    statistics.failed(task, why.code());
    gamerOf(task).ended(task);
  }

  @Override
  public void rejected(TaskSpec task, Command.Reject why) {
    statistics.refused(task, why.code());
    gamerOf(task).ended(task);
  }

  private Gamer gamerOf(TaskSpec task) {
    Gamer gamer = gamers.get(task.gamerId());
    if (gamer == null) {
      throw new IllegalStateException("no gamer " + task.gamerId());
    }
    return gamer;
  }

  private GamerLine lineOf(TaskSpec task) {
    GamerLine line = lines.get(task.gamerId());
    if (line == null) {
      throw new IllegalStateException("no gamer " + task.gamerId());
    }
    return line;
  }
}
