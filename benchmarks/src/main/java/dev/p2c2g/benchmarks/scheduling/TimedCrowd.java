package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.security.Access;
import dev.p2c2g.transport.Connector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Timed peers on one coordinator, with their heartbeats. */
final class TimedCrowd implements AutoCloseable {
  private static final long HEARTBEAT_MS = 1_000;

  private final String url;
  private final Connector connector = new Connector();
  private final List<TimedPeer> peers = new ArrayList<>();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  TimedCrowd(String url) {
    this.url = url;
  }

  void add(TimedPeer peer) throws Exception {
    peer.register(connector.connect(URI.create(url), Access.none(), peer));
    peers.add(peer);
    var _ =
        heart.scheduleAtFixedRate(
            peer::heartbeat, HEARTBEAT_MS, HEARTBEAT_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    heart.shutdownNow();
    connector.close();
    peers.forEach(TimedPeer::close);
  }
}
