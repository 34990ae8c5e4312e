package dev.p2c2g.simulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can go wrong in a simulated crowd. */
public enum Fault {
  /** Segments are lost: a TCP stream stands for 200 ms and more, its order is kept. */
  LOSS,
  /** A peer's process stands still for 50 ms to 5 s. */
  STALL,
  /** A peer's process dies, with its socket closing or without a word, and may come back. */
  KILL,
  /** Some peers are cut off, both ways, and later not; their connections may or may not survive. */
  PARTITION,
  /** Some peers take five times as long for one task in ten, or for everything for a while. */
  SLOW,
  /** Some peers fail, answer twice, answer what they do not have, and misreport. */
  LIAR,
  /** The coordinator stands still, and its timers come late. */
  CLOCK,
  /** Owners want their machines back, drain them, restart the program, join late. */
  CHURN;

  /**
   * Reads a list such as {@code loss,stall}.
   *
   * @param text names separated by commas, {@code all} or {@code none}
   * @throws IllegalArgumentException naming what is not a fault
   */
  public static Set<Fault> parse(String text) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (String name : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (name.strip()) {
        case "all" -> faults.addAll(EnumSet.allOf(Fault.class));
        case "none" -> {}
        case String one -> faults.add(parseOne(one));
      }
    }
    return faults;
  }

  private static Fault parseOne(String name) {
    return Arrays.stream(values())
        .filter(f -> f.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "faults names '%s'; known are %s, all and none"
                    .formatted(name, Arrays.toString(values()))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
