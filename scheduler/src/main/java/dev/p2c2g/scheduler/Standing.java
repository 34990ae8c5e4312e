package dev.p2c2g.scheduler;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a peer beyond one connection, so that one that keeps crashing does not come back
 * as a stranger.
 */
final class Standing {
  final Conduct conduct = new Conduct();
  final LinkEstimate link = new LinkEstimate();
  private final Map<Kind, PeerEstimate> estimates = new HashMap<>();

  PeerEstimate estimate(Kind kind, PeerProfile profile, long nowNanos) {
    return estimates.computeIfAbsent(kind, _ -> new PeerEstimate(profile, nowNanos));
  }

  Map<Kind, PeerEstimate> estimates() {
    return estimates;
  }

  /** The standing of peers that left, the longest gone forgotten first. */
  static final class Memory extends LinkedHashMap<String, Standing> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Standing> eldest) {
      return size() > MOST;
    }
  }
}
