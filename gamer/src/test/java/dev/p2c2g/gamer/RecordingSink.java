package dev.p2c2g.gamer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what it was given, and may do something on each frame. */
final class RecordingSink implements FrameSink {
  private final List<ShownFrame> frames = new CopyOnWriteArrayList<>();
  private final Consumer<ShownFrame> onShow;
  private volatile boolean closed;

  RecordingSink() {
    this(_ -> {});
  }

  RecordingSink(Consumer<ShownFrame> onShow) {
    this.onShow = onShow;
  }

  List<ShownFrame> frames() {
    return frames;
  }

  List<Long> indices() {
    return frames.stream().map(ShownFrame::index).toList();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void show(ShownFrame frame) {
    frames.add(frame);
    onShow.accept(frame);
  }

  @Override
  public void close() {
    closed = true;
  }
}
