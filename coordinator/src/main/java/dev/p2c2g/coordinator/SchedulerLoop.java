package dev.p2c2g.coordinator;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The scheduler thread: the only caller of the {@link Dispatcher}. It is also the event loop that
 * serves the sockets of peers and gamers, so that a message is decoded, decided on and answered
 * without a hand-off between threads, and no mail piles up between them. Other threads post mail,
 * and may wait for an answer.
 */
final class SchedulerLoop implements AutoCloseable {
  /** A timer that is later than this was not noticed: the process, or its thread, stood still. */
  static final long STOOD_STILL_NANOS = 25_000_000;

  /** What arrived meanwhile is read before time runs out for those who sent it. */
  private static final long SECOND_LOOK_NANOS = 1_000_000;

  private static final Logger LOG = System.getLogger("coordinator");

  /** One for the scheduler and its sockets, one for metrics. */
  private static final int EVENT_LOOPS = 2;

  private static final int SECONDS_TO_CLOSE = 2;
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * Computes for the handshakes of connections: however many strangers come at once, they take no
   * more than one processor from those who are known, and none from this thread.
   */
  private static final int HANDSHAKE_THREADS = 1;

  private final Vertx vertx;
  private final Context context;
  private final EventLoop thread;
  private final Dispatcher dispatcher;

  /** Owned by the thread, as are the two below. */
  private final ArrayDeque<Consumer<Dispatcher>> mail = new ArrayDeque<>();

  private boolean delivering;
  private long armedNanos = NEVER;
  private volatile boolean ended;

  /**
   * @param accepting hears of each connection that is accepted, before anything is read from it
   */
  SchedulerLoop(Dispatcher dispatcher, ChannelHandler accepting) {
    this.dispatcher = dispatcher;
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(EVENT_LOOPS)
                    .setInternalBlockingPoolSize(HANDSHAKE_THREADS))
            .withTransport(new GuardedTransport(accepting))
            .build();
    this.context = vertx.getOrCreateContext();
    this.thread = ((ContextInternal) context).nettyEventLoop();
  }

  Vertx vertx() {
    return vertx;
  }

  /** Begins something on this thread; whatever it opens is served by this thread. */
  <T> Future<T> on(Supplier<Future<T>> begin) {
    var begun = Promise.<T>promise();
    context.runOnContext(_ -> begin.get().onComplete(begun));
    return begun.future();
  }

  /**
   * Delivers: at once on this thread, unless that is within another delivery, which ends first.
   *
   * @throws RejectedExecutionException from another thread, once the loop has ended
   */
  void post(Consumer<Dispatcher> letter) {
    if (!thread.inEventLoop()) {
      thread.execute(() -> post(letter));
      return;
    }
    mail.add(letter);
    if (!delivering) {
      deliverAll();
    }
  }

  /**
   * Asks the scheduler thread; never call it on that thread or on an event loop and wait. Fails
   * when the question throws, and once the loop has ended.
   */
  <T> CompletableFuture<T> ask(Function<Dispatcher, T> question) {
    var answer = new CompletableFuture<T>();
    try {
      if (!ended) {
        post(d -> answer(answer, question, d));
        return answer;
      }
    } catch (RejectedExecutionException _) {
      // it ended meanwhile
    }
    answer.completeExceptionally(new IllegalStateException("the coordinator is closed"));
    return answer;
  }

  /**
   * Asks and waits.
   *
   * @throws IllegalStateException once the loop has ended
   */
  <T> T call(Function<Dispatcher, T> question) {
    var answer = ask(question);
    try {
      return answer.join();
    } catch (CompletionException _) {
      var why = answer.exceptionNow();
      throw new IllegalStateException(why.getMessage(), why);
    }
  }

  boolean isAlive() {
    return !ended;
  }

  /** Ends the thread, and with it every socket that it serves. */
  @Override
  public void close() {
    ended = true;
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(SECONDS_TO_CLOSE, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      LOG.log(Level.WARNING, "the network did not close in order: {0}", e.toString());
    }
  }

  private void deliverAll() {
    delivering = true;
    for (var letter = mail.poll(); letter != null; letter = mail.poll()) {
      deliver(letter);
    }
    delivering = false;
    arm();
  }

  private void deliver(Consumer<Dispatcher> letter) {
    try {
      letter.accept(dispatcher);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the scheduler met an error and goes on; please report it", e);
    }
  }

  /** A timer that was set for later than it is needed now is left alone: it finds nothing due. */
  private void arm() {
    var next = dispatcher.timerNanos();
    if (next.isPresent() && next.getAsLong() < armedNanos) {
      armedNanos = next.getAsLong();
      later(armedNanos - System.nanoTime(), this::timer);
    }
  }

  private void timer() {
    armedNanos = NEVER;
    var due = dispatcher.timerNanos();
    var lateNanos = due.isEmpty() ? -1 : System.nanoTime() - due.getAsLong();
    if (lateNanos < 0) {
      arm();
    } else if (lateNanos < STOOD_STILL_NANOS) {
      post(d -> d.timerDue(0));
    } else {
      armedNanos = due.getAsLong();
      later(SECOND_LOOK_NANOS, () -> wokeUp(lateNanos));
    }
  }

  private void wokeUp(long stoodStillNanos) {
    armedNanos = NEVER;
    post(d -> d.timerDue(stoodStillNanos));
  }

  private void later(long nanos, Runnable action) {
    var _ = thread.schedule(action, Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  private static <T> void answer(
      CompletableFuture<T> answer, Function<Dispatcher, T> question, Dispatcher dispatcher) {
    try {
      answer.complete(question.apply(dispatcher));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      throw e;
    }
  }
}
