package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.Event.ResultArrived;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** What a peer answers when it is done; a liar's answers are not always what it found. */
final class PeerAnswers {
  private static final String SIGNATURE = "tables-a";

  private final Chance chance;
  private final double lies;
  private final boolean namesAttempts;
  private final BooleanSupplier calm;
  private Event.ResultArrived last =
      new ResultArrived("none", 0, "none", 1, new Answer.Failed("never had it"));

  PeerAnswers(Chance chance, SimulationOptions options, BooleanSupplier calm) {
    this.chance = chance;
    this.calm = calm;
    lies = options.has(Fault.LIAR) && chance.in(0.1) ? chance.between(0.02, 0.6) : 0;
    namesAttempts = !chance.in(0.1);
  }

  List<ResultArrived> to(Job job, String peerId) {
    if (job.task.taskId().endsWith(Frames.HOPELESS)) {
      return List.of(result(job, peerId, job.attempt, new Answer.Failed("cannot be done")));
    }
    int attempt = namesAttempts ? job.attempt : 0;
    ResultArrived honest = result(job, peerId, attempt, done(job, job.computeNanos, SIGNATURE));
    List<ResultArrived> answers =
        calm.getAsBoolean() || !chance.in(lies)
            ? List.of(honest)
            : lie(job, peerId, attempt, honest);
    last = honest;
    return answers;
  }

  private List<ResultArrived> lie(Job job, String peerId, int attempt, ResultArrived honest) {
    if (job.attempt > 1 && chance.in(0.5)) {
      return List.of(result(job, peerId, job.attempt - 1, honest.answer()), honest);
    }
    return switch (chance.below(8)) {
      case 0, 1, 2 ->
          List.of(result(job, peerId, attempt, new Answer.Failed("no picture came out")));
      case 3 -> List.of(honest, honest);
      case 4 -> List.of(last, honest);
      case 5 ->
          List.of(
              new ResultArrived("unheard-of", 0, peerId, 1, honest.answer()),
              new ResultArrived(job.task.taskId(), 7, peerId, attempt, honest.answer()),
              result(job, peerId, job.attempt + 1, honest.answer()),
              honest);
      case 6 -> List.of(result(job, peerId, attempt, done(job, job.computeNanos, "tables-b")));
      default -> List.of(result(job, peerId, attempt, done(job, chance.below(2) << 30, SIGNATURE)));
    };
  }

  private static ResultArrived result(Job job, String peerId, int attempt, Answer answer) {
    return new ResultArrived(job.task.taskId(), job.part.index(), peerId, attempt, answer);
  }

  private static Answer.Done done(Job job, long computeNanos, String signature) {
    double work = job.task.workUnits() * Connection.share(job.task, job.part);
    return new Answer.Done(
        OptionalLong.of(computeNanos),
        Frames.resultBytes(work),
        job.part.isWhole() ? "" : signature);
  }
}
