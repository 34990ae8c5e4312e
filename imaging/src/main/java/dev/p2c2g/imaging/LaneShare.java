package dev.p2c2g.imaging;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lanes of a peer, which are as many processors as its owner gives: a frame on one of them may
 * borrow those that have nothing to do. Safe for any thread.
 */
public final class LaneShare {
  private static final int SECONDS_KEPT = 10;

  private final AtomicInteger idle;
  private final ThreadPoolExecutor helpers;

  /**
   * @param lanes above 0; as many frames are worked on at a time
   */
  public LaneShare(int lanes) {
    idle = new AtomicInteger(lanes);
    helpers =
        new ThreadPoolExecutor(
            lanes,
            lanes,
            SECONDS_KEPT,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // bounded by the lanes there are to borrow
            work -> Thread.ofPlatform().daemon().name("p2c2g-helper").unstarted(work));
    helpers.allowCoreThreadTimeOut(true);
  }

  /** The calling thread begins to work on a frame; to be closed when it is done with it. */
  public Work enter() {
    return new Work();
  }

  /** One frame's place. Used by the thread that entered. */
  public final class Work implements AutoCloseable {
    private final AtomicLong helpedNanos = new AtomicLong();

    private Work() {
      idle.decrementAndGet();
    }

    /**
     * Lanes that this frame could have now, its own among them.
     *
     * @param rows of its output
     */
    public int lanes(int rows) {
      return 1 + taken(idle.get(), BandedUpscaler.mostLanes(rows) - 1);
    }

    /** The same algorithm, in bands over the lanes that are idle when its turn comes. */
    public Upscaler sharing(Upscaler upscaler) {
      return new BandedUpscaler(upscaler, this);
    }

    /** What borrowed lanes have worked for this frame. */
    public long helpedNanos() {
      return helpedNanos.get();
    }

    /** Takes what is idle, up to so many lanes: as many {@link #giveBack} has to be told. */
    int borrow(int most) {
      int before = idle.getAndUpdate(lanes -> lanes - taken(lanes, most));
      return taken(before, most);
    }

    private static int taken(int lanes, int most) {
      return Math.clamp(lanes, 0, Math.max(0, most));
    }

    void giveBack(int lanes) {
      idle.addAndGet(lanes);
    }

    void help(Runnable work) {
      helpers.execute(work);
    }

    void helped(long nanos) {
      helpedNanos.addAndGet(nanos);
    }

    @Override
    public void close() {
      idle.incrementAndGet();
    }
  }
}
