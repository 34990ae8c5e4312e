package dev.p2c2g.gamer;

/** Shows nothing: for measuring a session without a display. */
public final class NullSink implements FrameSink {
  @Override
  public void show(ShownFrame frame) {}

  @Override
  public void close() {}
}
