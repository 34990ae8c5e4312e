package dev.p2c2g.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Hears what members say to each other, on a thread of its own, and subscribes again after each
 * break until it is closed. What they say is one of two things.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = System.getLogger("store");
  private static final String WORK = "work";
  private static final String OVER = "over ";
  private static final long AGAIN_MS = 200;

  private final Hearing hearing;
  private final Thread thread;
  private volatile boolean closed;

  /** Subscribes to what is said, and passes it on. */
  @FunctionalInterface
  public interface Hearing {
    /** Returns, or throws, when the connection has ended or the subscription is closed. */
    void hear(Subscription subscription) throws Exception;
  }

  /** {@link #start} begins. */
  public Subscription(Hearing hearing) {
    this.hearing = hearing;
    this.thread = Thread.ofPlatform().daemon().name("store-events").unstarted(this::run);
  }

  /** What to say where there is something to claim. */
  public static String work() {
    return WORK;
  }

  /** What to say where a task got its outcome. */
  public static String over(String taskId) {
    return OVER + taskId;
  }

  /** Tells a listener what was said. */
  public static void pass(String said, StoreListener listener) {
    if (said.equals(WORK)) {
      listener.workArrived();
    } else if (said.startsWith(OVER)) {
      listener.finished(said.substring(OVER.length()));
    }
  }

  public void start() {
    thread.start();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        hearing.hear(this);
        Thread.sleep(AGAIN_MS);
      } catch (InterruptedException _) {
        return;
      } catch (Exception e) {
        LOG.log(Level.DEBUG, "the subscription ended", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(closed ? 0 : AGAIN_MS);
    } catch (InterruptedException _) {
      closed = true;
    }
  }
}
