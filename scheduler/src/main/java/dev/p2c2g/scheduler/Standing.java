package dev.p2c2g.scheduler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a peer beyond one connection, so that one that keeps crashing does not come back
 * as a stranger.
 */
final class Standing {
  final Conduct conduct = new Conduct();
  final LinkEstimate link = new LinkEstimate();
  private final Map<Kind, PeerEstimate> estimates = new HashMap<>();

  /** The same by the number of the kind: the estimates are asked for many times in each step. */
  private @Nullable PeerEstimate[] byNumber = new PeerEstimate[4];

  PeerEstimate estimate(CrowdEstimate crowd, PeerProfile profile, long nowNanos) {
    int number = crowd.number();
    PeerEstimate known = number < byNumber.length ? byNumber[number] : null;
    return known != null ? known : first(crowd, profile, nowNanos);
  }

  Map<Kind, PeerEstimate> estimates() {
    return estimates;
  }

  private PeerEstimate first(CrowdEstimate crowd, PeerProfile profile, long nowNanos) {
    PeerEstimate estimate = new PeerEstimate(profile, nowNanos);
    estimates.put(crowd.kind(), estimate);
    int number = crowd.number();
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
    }
    byNumber[number] = estimate;
    return estimate;
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
