package dev.p2c2g.imaging;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has bands of rows upscaled by all lanes that are idle. Whoever is free takes the next band, so a
 * helper that the processor has no time for holds nobody up, unless it is in the midst of one.
 */
record BandedUpscaler(Upscaler upscaler, LaneShare.Work work) implements Upscaler {
  /** Rows are filtered together with their neighbours: narrower bands do much of it twice. */
  private static final int LEAST_ROWS = 128;

  /** Of which some end early. */
  private static final int BANDS_A_LANE = 2;

  @Override
  public String name() {
    return upscaler.name();
  }

  @Override
  public void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
    int borrowed = work.borrow(mostLanes(out.height()) - 1);
    try {
      if (borrowed == 0) {
        upscaler.upscale(in, mapping, out, beforeRows);
      } else {
        new Bands(in, mapping, out, beforeRows, borrowed + 1).all(borrowed);
      }
    } finally {
      work.giveBack(borrowed);
    }
  }

  /** Lanes that so many rows keep busy. */
  static int mostLanes(int rows) {
    return Math.max(1, rows / LEAST_ROWS);
  }

  private final class Bands {
    private final Plane in;
    private final Mapping mapping;
    private final Plane out;
    private final Runnable beforeRows;
    private final int rows;
    private final AtomicInteger next = new AtomicInteger();
    private final Phaser working = new Phaser(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Bands(Plane in, Mapping mapping, Plane out, Runnable beforeRows, int lanes) {
      this.in = in;
      this.mapping = mapping;
      this.out = out;
      this.beforeRows = beforeRows;
      rows = Math.max(LEAST_ROWS, Math.ceilDiv(out.height(), BANDS_A_LANE * lanes));
    }

    /** Returns, or throws, when nobody works on the planes any more. */
    void all(int helpers) {
      try {
        for (int i = 0; i < helpers; i++) {
          work.help(this::helpOut);
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
      takeBands();
      working.awaitAdvance(working.arrive());
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }

    /** A helper that comes when all bands are taken has nothing to wait for, nor is waited for. */
    private void helpOut() {
      if (working.register() != 0) {
        return;
      }
      long start = System.nanoTime();
      takeBands();
      work.helped(System.nanoTime() - start);
      working.arriveAndDeregister();
    }

    private void takeBands() {
      try {
        for (int y = take(); y < out.height(); y = take()) {
          int tall = Math.min(rows, out.height() - y);
          Plane band = out.view(new Region(0, y, out.width(), tall));
          upscaler.upscale(in, mapping.below(y), band, beforeRows);
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    private void fail(Throwable e) {
      next.set(out.height());
      failure.compareAndSet(null, e);
    }

    /** The first row of the next band; the height or more when there is none. */
    private int take() {
      return next.getAndUpdate(y -> Math.min(out.height(), y + rows));
    }
  }
}
