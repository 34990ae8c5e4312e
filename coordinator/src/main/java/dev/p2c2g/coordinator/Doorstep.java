package dev.p2c2g.coordinator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where connections are accepted: those that are too many are closed before anything is read from
 * them, or computed for their handshake. Stands in the pipelines of server sockets, and lives on
 * the one thread that accepts for all of them.
 */
@Sharable
final class Doorstep extends ChannelInboundHandlerAdapter {
  private static final int NONE = -1;

  private final ConnectionCounts counts;
  private final Metrics metrics;
  private volatile int exemptPort = NONE;

  Doorstep(CoordinatorConfig config, Metrics metrics) {
    this.metrics = metrics;
    // those who are let in, and as many strangers as are heard besides
    var known = config.limits().maxConnections();
    this.counts =
        new ConnectionCounts(config.connections(), known + (long) Gateway.mostStrangers(known));
  }

  /** Connections to that port of ours are the operator's own; any thread may call. */
  void exempt(int port) {
    exemptPort = port;
  }

  @Override
  public void channelRead(ChannelHandlerContext acceptor, Object accepted) {
    if (!(accepted instanceof Channel connection) || isExempt(connection.localAddress())) {
      acceptor.fireChannelRead(accepted);
      return;
    }
    var address = address(connection.remoteAddress());
    if (counts.opened(address)) {
      connection.closeFuture().addListener(_ -> closed(acceptor.executor(), address));
      acceptor.fireChannelRead(connection);
    } else {
      metrics.turnedAway("too_many_connections");
      connection.unsafe().closeForcibly();
    }
  }

  private void closed(Executor acceptor, String address) {
    try {
      acceptor.execute(() -> counts.closed(address));
    } catch (RejectedExecutionException _) {
      // nothing is accepted any more
    }
  }

  private boolean isExempt(SocketAddress local) {
    return local instanceof InetSocketAddress inet && inet.getPort() == exemptPort;
  }

  /** One that is gone already has none. */
  private static String address(SocketAddress remote) {
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "";
  }
}
