package dev.p2c2g.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.LongSupplier;

/**
 * Watches what comes in over one socket: when the last bytes came, and, until {@link #lift}, that
 * they are not too many. Lives on the socket's event loop.
 */
public final class Inflow extends ChannelInboundHandlerAdapter {
  private final LongSupplier nanoClock;
  private final Runnable tooMuch;
  private long allowedBytes;
  private boolean limited = true;
  private long heardNanos;

  Inflow(long allowedBytes, Runnable tooMuch, LongSupplier nanoClock) {
    this.allowedBytes = allowedBytes;
    this.tooMuch = tooMuch;
    this.nanoClock = nanoClock;
    this.heardNanos = nanoClock.getAsLong();
  }

  /** From now on any number of bytes may come. */
  public void lift() {
    limited = false;
  }

  /** When bytes came last, by {@link System#nanoTime}. */
  public long heardNanos() {
    return heardNanos;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (limited && message instanceof ByteBuf bytes) {
      allowedBytes -= bytes.readableBytes();
      if (allowedBytes < 0) {
        bytes.release();
        tooMuch.run();
        return;
      }
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    heardNanos = nanoClock.getAsLong();
    context.fireChannelReadComplete();
  }
}
