package dev.p2c2g.simulator;

import dev.p2c2g.simulator.AuditedQueue.Crowd;
import dev.p2c2g.simulator.AuditedQueue.Line;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether gamers whose pieces wait side by side are served alike. Compared are gamers that waited
 * in one line, and only there, for a whole window.
 */
final class FairnessAudit {
  private static final long WINDOW = 4 * VirtualTime.SECOND;
  private static final double ALLOWED = 4;

  /** Turns that aging gave before the window are evened out in it. */
  private static final double ALLOWED_SHARE = 0.15;

  private final Auditor auditor;
  private long startNanos = Long.MIN_VALUE;
  private Map<Line, Double> servedAtStart = new HashMap<>();

  FairnessAudit(Auditor auditor) {
    this.auditor = auditor;
  }

  /** May be called at any time; looks at the end of a window. */
  void check() {
    if (startNanos != Long.MIN_VALUE && auditor.now - startNanos < WINDOW) {
      return;
    }
    if (startNanos != Long.MIN_VALUE) {
      Map<String, Double> ofGamer = servedByGamer();
      auditor.queue.crowds().forEach(crowd -> compare(crowd, ofGamer));
    }
    startNanos = auditor.now;
    servedAtStart = auditor.queue.servedUntilNow();
  }

  private void compare(Crowd crowd, Map<String, Double> ofGamer) {
    double periods = (auditor.now - startNanos) / (double) auditor.limits.policy().agingNanos();
    for (int priority = 0; priority < AuditedQueue.PRIORITIES; priority++) {
      double least = Double.MAX_VALUE;
      double most = 0;
      String leastServed = "";
      String mostServed = "";
      for (Map.Entry<String, Line[]> gamer : crowd.lines.entrySet()) {
        Line line = gamer.getValue()[priority];
        double served = servedInWindow(line);
        boolean comparable =
            line.waiting > 0
                && line.waitsSinceNanos <= startNanos
                && ofGamer.getOrDefault(gamer.getKey(), 0.0) - served < 0.01;
        if (comparable && served < least) {
          least = served;
          leastServed = gamer.getKey();
        }
        if (comparable && served >= most) {
          most = served;
          mostServed = gamer.getKey();
        }
      }
      Violation.unless(
          most - least <= ALLOWED + ALLOWED_SHARE * most + 2 * periods,
          "fairness: %s was served %.1f, %s beside it with priority %d too only %.1f in %.1f s"
              .formatted(
                  mostServed,
                  most,
                  leastServed,
                  priority,
                  least,
                  (auditor.now - startNanos) / 1e9));
    }
  }

  private Map<String, Double> servedByGamer() {
    Map<String, Double> served = new HashMap<>();
    for (Crowd crowd : auditor.queue.crowds()) {
      crowd.lines.forEach((gamer, lines) -> {
        for (Line line : lines) {
          served.merge(gamer, servedInWindow(line), Double::sum);
        }
      });
    }
    return served;
  }

  private double servedInWindow(Line line) {
    return line.served - servedAtStart.getOrDefault(line, 0.0);
  }
}
