package dev.p2c2g.protocol;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a task ended ({@code task_result}): from a peer to the coordinator, and on to the gamer with
 * a {@link Delivery}.
 *
 * @param peerId who did it; empty when no peer did
 * @param delivery present on the way to the gamer only
 * @param attempt the attempt of the {@link TaskAssign} that a peer answers, 1 to 1,000; empty from
 *     a peer that does not say, and towards the gamer
 */
public record TaskResult(
    String taskId,
    Outcome outcome,
    Optional<String> peerId,
    Optional<Delivery> delivery,
    OptionalInt attempt)
    implements Message {

  /** Without the number of the attempt. */
  public TaskResult(
      String taskId, Outcome outcome, Optional<String> peerId, Optional<Delivery> delivery) {
    this(taskId, outcome, peerId, delivery, OptionalInt.empty());
  }

  /** Done, or not. */
  public sealed interface Outcome {}

  /**
   * The work is done.
   *
   * @param processingTimeMs as measured by the peer around the computation alone
   */
  public record Success(Payload result, double processingTimeMs, String algorithmUsed)
      implements Outcome {}

  /**
   * The work could not be done.
   *
   * @param code a wire name of {@link ErrorCode} towards a gamer; empty from a peer
   */
  public record Failure(String error, Optional<String> code) implements Outcome {}

  /**
   * What the gamer is told beside the outcome.
   *
   * @param attempts how many times the task was given to a peer
   */
  public record Delivery(String requestId, int attempts, Timings timings) {}

  /** The same answer to that attempt. */
  public TaskResult withAttempt(int answered) {
    return new TaskResult(taskId, outcome, peerId, delivery, OptionalInt.of(answered));
  }

  /** The same on its way to whoever calls it that. */
  public TaskResult withRequestId(String requestId) {
    return new TaskResult(
        taskId,
        outcome,
        peerId,
        delivery.map(d -> new Delivery(requestId, d.attempts(), d.timings())),
        attempt);
  }

  public boolean success() {
    return outcome instanceof Success;
  }
}
