package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pings without a network: what was sent is looked at, and pongs are made up. */
class ProberTest {
  private final List<Buffer> pings = new ArrayList<>();
  private final List<Handler<Buffer>> pongHandler = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Long> roundTrips = new ArrayList<>();
  private long nowNanos = -7;
  private int alive;
  private final Prober prober = new Prober(socket(), () -> nowNanos);

  ProberTest() {
    channel.pipeline().addLast("websocket", new ChannelInboundHandlerAdapter());
    prober.listen(roundTrips::add, () -> alive++);
  }

  @Test
  void measuresHowLongAnAnswerTook() {
    prober.ask();
    nowNanos += 1_500;
    pong(pings.getFirst());
    assertThat(roundTrips).containsExactly(1_500L);
  }

  @Test
  void takesAnAnswerOnce() {
    prober.ask();
    pong(pings.getFirst());
    pong(pings.getFirst());
    assertThat(roundTrips).hasSize(1);
  }

  @Test
  void believesNoAnswerThatNobodyAskedFor() {
    prober.ask();
    pong(Buffer.buffer());
    pong(Buffer.buffer().appendLong(nowNanos));
    pong(Buffer.buffer("abc"));
    pong(pings.getFirst().copy().appendByte((byte) 0));
    assertThat(roundTrips).isEmpty();
  }

  @Test
  void oneAnswerCoversTheQuestionsBefore() {
    prober.ask();
    nowNanos += 10;
    prober.ask();
    nowNanos += 10;
    pong(pings.getLast());
    pong(pings.getFirst());
    assertThat(roundTrips).containsExactly(10L);
  }

  @Test
  void remembersNoMoreQuestionsThanAllowed() {
    for (var i = 0; i <= Prober.MOST_OPEN; i++) {
      prober.ask();
    }
    pong(pings.getFirst());
    assertThat(roundTrips).isEmpty();
    pong(pings.get(1));
    assertThat(roundTrips).hasSize(1);
  }

  @Test
  void numbersCannotBeGuessed() {
    for (var i = 0; i < 32; i++) {
      prober.ask();
    }
    assertThat(pings).doesNotHaveDuplicates();
    assertThat(pings.stream().map(ping -> ping.getByte(0)).distinct().count()).isGreaterThan(16);
  }

  @Test
  void bytesAreASignOfLifeWhileAnAnswerIsAwaited() {
    nowNanos += TimeUnit.SECONDS.toNanos(1);
    read();
    assertThat(alive).as("nobody asked").isZero();
    prober.ask();
    read();
    read();
    assertThat(alive).as("not for every packet").isEqualTo(1);
    nowNanos += TimeUnit.SECONDS.toNanos(1);
    read();
    assertThat(alive).isEqualTo(2);
    pong(pings.getFirst());
    nowNanos += TimeUnit.SECONDS.toNanos(1);
    read();
    assertThat(alive).as("it has answered").isEqualTo(2);
  }

  private void read() {
    channel.pipeline().fireChannelReadComplete();
  }

  private void pong(Buffer payload) {
    pongHandler.getFirst().handle(payload);
  }

  @SuppressWarnings("unchecked") // Vert.x's own signatures
  private ServerWebSocket socket() {
    return (ServerWebSocket)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServerWebSocket.class, WebSocketInternal.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isClosed" -> false;
                  case "writePing" -> {
                    pings.add((Buffer) arguments[0]);
                    yield Future.succeededFuture();
                  }
                  case "pongHandler" -> {
                    pongHandler.add((Handler<Buffer>) arguments[0]);
                    yield proxy;
                  }
                  case "channelHandlerContext" -> channel.pipeline().context("websocket");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
