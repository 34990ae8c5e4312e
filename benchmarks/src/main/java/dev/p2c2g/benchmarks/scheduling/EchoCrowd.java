package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.security.Access;
import dev.p2c2g.transport.Connector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Very many peers on one coordinator, each with a WebSocket and a heartbeat every second. */
public final class EchoCrowd implements AutoCloseable {
  private static final int LINKS_EACH = 50;
  private static final long HEARTBEAT_MS = 1_000;

  private final URI url;
  private final List<Connector> connectors = new ArrayList<>();
  private final List<EchoPeer> peers = new ArrayList<>();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger troubles = new AtomicInteger();
  private volatile boolean closing;

  public EchoCrowd(String url) {
    this.url = URI.create(url);
  }

  /** Adds peers one after the other; they are registered when this returns. */
  public void join(int count) throws Exception {
    for (var i = 0; i < count; i++) {
      if (peers.size() == connectors.size() * LINKS_EACH) {
        connectors.add(new Connector());
      }
      var peer = new EchoPeer(this::noteTrouble);
      peer.register(connectors.getLast().connect(url, Access.none(), peer));
      peers.add(peer);
      var firstMs = peers.size() % HEARTBEAT_MS;
      var _ =
          heart.scheduleAtFixedRate(peer::heartbeat, firstMs, HEARTBEAT_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** Connections that ended, and messages that nobody expects. */
  int troubles() {
    return troubles.get();
  }

  @Override
  public void close() {
    closing = true;
    heart.shutdownNow();
    connectors.forEach(Connector::close);
  }

  private void noteTrouble() {
    if (!closing) {
      troubles.incrementAndGet();
    }
  }
}
