package dev.p2c2g.gamer;

import java.util.List;

/**
 * Several sinks as one, each given every frame in turn.
 *
 * @param sinks closed together with this one
 */
public record FanOutSink(List<FrameSink> sinks) implements FrameSink {
  public FanOutSink {
    sinks = List.copyOf(sinks);
  }

  @Override
  public void show(ShownFrame frame) {
    sinks.forEach(sink -> sink.show(frame));
  }

  @Override
  public void close() {
    sinks.forEach(FrameSink::close);
  }
}
