package dev.p2c2g.gamer;

/**
 * Where finished frames go.
 *
 * <p>One thread calls {@link #show}. A sink never throws for what happens to its window or its
 * disk: it logs once, counts, and lets the session go on.
 */
public interface FrameSink extends AutoCloseable {
  /** Shows a frame, or hands it on; returns within the time of a repaint. */
  void show(ShownFrame frame);

  /** Finishes what was accepted, then releases everything. Calling it twice is harmless. */
  @Override
  void close();
}
