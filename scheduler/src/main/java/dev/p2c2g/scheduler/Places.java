package dev.p2c2g.scheduler;

import java.util.Arrays;

/** Where a connected peer stands in its class: its place in each of the rankings. */
final class Places {
  static final int NOWHERE = -1;

  private int[] places = {NOWHERE, NOWHERE, NOWHERE, NOWHERE};

  int at(int ranking) {
    return ranking < places.length ? places[ranking] : NOWHERE;
  }

  void set(int ranking, int place) {
    if (ranking >= places.length) {
      int before = places.length;
      places = Arrays.copyOf(places, Math.max(ranking + 1, 2 * before));
      Arrays.fill(places, before, places.length, NOWHERE);
    }
    places[ranking] = place;
  }
}
