package dev.p2c2g.coordinator;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The scheduler thread: the only caller of the {@link Dispatcher}. Everyone else puts mail into its
 * box.
 *
 * <p>The box itself is unbounded, its writers are not: a connection stops being read while {@link
 * Credits#MOST} of its messages wait here, and a submission is refused while {@link
 * #MOST_SUBMISSIONS} letters of any kind wait.
 */
final class SchedulerLoop implements AutoCloseable {
  static final int MOST_SUBMISSIONS = 8_192;

  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  /** A timer that is later than this was not noticed: the process, or a thread, stood still. */
  static final long STOOD_STILL_NANOS = 25_000_000;

  private static final Logger LOG = System.getLogger("coordinator");

  private final LinkedBlockingQueue<Consumer<Dispatcher>> mailbox = new LinkedBlockingQueue<>();
  private final Dispatcher dispatcher;
  private final Thread thread =
      Thread.ofPlatform().name("p2c2g-scheduler").daemon().unstarted(this::run);
  private volatile Executor networkThread = Runnable::run;

  /** Whether the network's thread was asked for what it still has, and which question that was. */
  private boolean listening;

  private long askedNanos;
  private long questions;
  private long answeredQuestion;
  private volatile boolean stopped;
  private volatile boolean ended;

  SchedulerLoop(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  void start() {
    thread.start();
  }

  /**
   * Names the thread that brings mail from the network. Before time runs out for anyone, it is to
   * pass on what has reached it by then: a busy thread would look like the silence of every peer.
   */
  void hearThrough(Executor thread) {
    networkThread = thread;
  }

  void post(Consumer<Dispatcher> mail) {
    mailbox.add(mail);
  }

  /**
   * Asks the scheduler thread; never call it on that thread or on an event loop and wait. Fails
   * when the question throws, and once the loop has ended.
   */
  <T> CompletableFuture<T> ask(Function<Dispatcher, T> question) {
    var answer = new CompletableFuture<T>();
    post(d -> answer(answer, question, d));
    if (ended) {
      // unless the last delivery still answered it
      answer.completeExceptionally(new IllegalStateException("the coordinator is closed"));
    }
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

  /** New tasks should be refused rather than put behind so much other mail. */
  boolean isOverloaded() {
    return mailbox.size() >= MOST_SUBMISSIONS;
  }

  boolean isAlive() {
    return thread.isAlive() && !stopped;
  }

  @Override
  public void close() {
    stopped = true;
    post(_ -> {});
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        deliver(next());
        // no more than is here now: time runs out for someone even if the mail never ends
        deliver(mailbox.size());
        watchTime();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "the scheduler was interrupted and ends");
    } finally {
      // in this order: whoever posts and does not see this yet is still read
      ended = true;
      deliver(Integer.MAX_VALUE);
    }
  }

  private void deliver(int most) {
    for (var left = most; left > 0; left--) {
      var mail = mailbox.poll();
      if (mail == null) {
        return;
      }
      deliver(mail);
    }
  }

  private void watchTime() {
    var lateNanos = -nanosUntilTimer();
    if (lateNanos < 0) {
      listening = false;
    } else if (!listening) {
      listen();
    } else if (answeredQuestion == questions || patienceNanos() <= 0) {
      listening = false;
      deliver(d -> d.timerDue(lateNanos >= STOOD_STILL_NANOS));
    }
  }

  private void listen() {
    listening = true;
    askedNanos = System.nanoTime();
    var question = ++questions;
    try {
      networkThread.execute(() -> post(_ -> answeredQuestion = question));
    } catch (RejectedExecutionException _) {
      // it has ended, and has nothing more to tell
      answeredQuestion = question;
    }
  }

  /** How long the network's thread may still take to answer. */
  private long patienceNanos() {
    return askedNanos + STOOD_STILL_NANOS - System.nanoTime();
  }

  private Consumer<Dispatcher> next() throws InterruptedException {
    var waitNanos = listening ? patienceNanos() : nanosUntilTimer();
    var mail = mailbox.poll(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
    return mail == null ? _ -> {} : mail;
  }

  private void deliver(Consumer<Dispatcher> mail) {
    try {
      mail.accept(dispatcher);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the scheduler met an error and goes on; please report it", e);
    }
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

  private long nanosUntilTimer() {
    var timer = dispatcher.timerNanos();
    return timer.isEmpty() ? FOR_EVER : timer.getAsLong() - System.nanoTime();
  }
}
