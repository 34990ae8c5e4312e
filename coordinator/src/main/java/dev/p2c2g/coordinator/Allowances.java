package dev.p2c2g.coordinator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each gamer's allowance, kept over the end of a connection, or else a new one would be a way
 * around it. Lives on the event loop.
 */
final class Allowances {
  /** Of more gamers the one whose allowance was asked for longest ago is forgotten. */
  private static final int MOST_GAMERS = 20_000;

  /** Others hear of so many, which is some tens of kilobytes. */
  private static final int MOST_TOLD = 1_000;

  private final LimitSettings limits;
  private final Map<String, Allowance> bySubject =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > MOST_GAMERS;
        }
      };

  Allowances(LimitSettings limits) {
    this.limits = limits;
  }

  /** What gamers took here so far, those who took anything. */
  Map<String, Spent> spent() {
    var spent = new HashMap<String, Spent>();
    bySubject.forEach((subject, allowance) -> {
      if (spent.size() < MOST_TOLD && allowance.spent().tasks() > 0) {
        spent.put(subject, allowance.spent());
      }
    });
    return spent;
  }

  Allowance of(String subject) {
    return bySubject.computeIfAbsent(subject, _ -> new Allowance(limits));
  }
}
