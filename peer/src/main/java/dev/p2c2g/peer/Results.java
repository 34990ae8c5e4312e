package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A peer's results on their way: never those of tasks that a pause handed back, and once more after
 * a reconnect those that the lost connection may have swallowed. Safe for any thread.
 */
final class Results {
  /** Results that the network has not taken yet, for a few lanes; with more, lanes wait. */
  private static final int LEAST_UNSENT = 8;

  private final OpenWork work;
  private final PauseGate gate;
  private final RecentResults recent;
  private final Supplier<Optional<PeerConnection>> connection;
  private final Semaphore unsent;
  private volatile List<TaskResult> again = List.of();

  /**
   * @param lanes of the peer: each may have a result unsent while it does its next task
   * @param connection the latest, whether it stands or not
   */
  Results(
      int lanes,
      OpenWork work,
      PauseGate gate,
      RecentResults recent,
      Supplier<Optional<PeerConnection>> connection) {
    this.unsent = new Semaphore(Math.max(LEAST_UNSENT, lanes));
    this.work = work;
    this.gate = gate;
    this.recent = recent;
    this.connection = connection;
  }

  /**
   * Sends a result, unless its task was cancelled or the peer is paused.
   *
   * @param deadlineNanos after it the result is not sent again
   * @return whether it was handed to the network, or is on its way to it
   */
  boolean send(TaskResult result, OptionalLong deadlineNanos, BooleanSupplier cancelled) {
    var posted =
        gate.unlessPaused(() ->
                cancelled.getAsBoolean()
                    ? Optional.<CompletionStage<Void>>empty()
                    : post(result, deadlineNanos))
            .flatMap(Function.identity());
    if (posted.isEmpty()) {
      work.abandon(result.taskId());
    }
    // outside the gate: a pause does not wait for the network
    return posted.map(this::onItsWay).orElse(false);
  }

  /** A lane begins its next task while the network still has a few results to take. */
  private boolean onItsWay(CompletionStage<Void> posted) {
    if (!unsent.tryAcquire()) {
      return PeerConnection.awaitSent(posted);
    }
    var _ = posted.whenComplete((_, _) -> unsent.release());
    return !posted.toCompletableFuture().isCompletedExceptionally();
  }

  private Optional<CompletionStage<Void>> post(TaskResult result, OptionalLong deadlineNanos) {
    var answer = newest(result);
    work.done(answer.taskId());
    var fitting = connection.get().map(c -> c.fitting(answer)).orElse(answer);
    // kept before it is sent: whoever reconnects meanwhile sees it
    recent.add(fitting, deadlineNanos);
    return connection.get().map(c -> c.post(fitting));
  }

  /** What may have been lost is to be sent again; told before any new task can be done. */
  void reconnected() {
    again = recent.wanted();
  }

  /** Sends that over the new connection. */
  void sendAgain(PeerConnection opened) {
    gate.unlessPaused(() -> again.stream().map(result -> postAgain(result, opened)).toList())
        .ifPresent(posted -> posted.forEach(PeerConnection::awaitSent));
    again = List.of();
  }

  private CompletionStage<Void> postAgain(TaskResult result, PeerConnection opened) {
    var answer = newest(result);
    // should the coordinator have assigned the task anew meanwhile, this answers that too
    work.cancel(result.taskId());
    return opened.post(answer);
  }

  /** None of those sent so far is to be sent again. */
  void forget() {
    recent.forgetAll();
    again = List.of();
  }

  /** The coordinator may have asked again since this was begun, and waits for that answer. */
  private TaskResult newest(TaskResult result) {
    var attempt = work.attempt(result.taskId());
    return attempt.isPresent() ? result.withAttempt(attempt.getAsInt()) : result;
  }
}
