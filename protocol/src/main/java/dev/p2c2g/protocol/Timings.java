package dev.p2c2g.protocol;

import java.util.OptionalDouble;

/**
 * Where a task's time went inside the coordinator's view, in milliseconds; {@code queue + peer =
 * total}.
 *
 * @param networkMs the part of {@code peerMs} that was not computing: the way to the peer and back,
 *     and waiting there; empty when not known
 */
public record Timings(double queueMs, double peerMs, double totalMs, OptionalDouble networkMs) {

  /** With an unknown share of the network. */
  public Timings(double queueMs, double peerMs, double totalMs) {
    this(queueMs, peerMs, totalMs, OptionalDouble.empty());
  }
}
