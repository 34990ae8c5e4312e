package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.VirtualTime.MS;
import static dev.p2c2g.simulator.VirtualTime.SECOND;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * When what goes wrong. Each fault comes at random instants, from a stream of chance of its own,
 * until the calm at the end; nothing that it does outlasts the beginning of the calm.
 */
final class FaultPlan {
  private final SimulationOptions options;
  private final VirtualTime time;
  private final CoordinatorModel coordinator;
  private final List<SimulatedPeer> peers;
  private final ObjLongConsumer<Fault> log;

  /**
   * @param log hears of what hits many at once, and until when, for the plot
   */
  FaultPlan(
      SimulationOptions options,
      VirtualTime time,
      CoordinatorModel coordinator,
      List<SimulatedPeer> peers,
      ObjLongConsumer<Fault> log) {
    this.options = options;
    this.time = time;
    this.coordinator = coordinator;
    this.peers = peers;
    this.log = log;
  }

  void start() {
    perPeer(Fault.STALL, "stall", 60, (peer, chance) -> peer.freeze(lasting(chance, 50, 5_000)));
    perPeer(Fault.KILL, "kill", 120, this::kill);
    perPeer(Fault.LOSS, "loss", 60, this::lose);
    perPeer(Fault.SLOW, "throttle", 90, this::throttle);
    perPeer(Fault.CHURN, "pause", 90, this::pause);
    perPeer(Fault.CHURN, "drain", 180, this::drain);
    perPeer(Fault.CHURN, "reconnect", 180, (peer, _) -> peer.breakConnection());
    whole(Fault.PARTITION, 8, this::partition);
    whole(Fault.CLOCK, 4, this::standStill);
  }

  private interface Blow {
    void hit(SimulatedPeer peer, Chance chance);
  }

  private void perPeer(Fault fault, String purpose, double meanSeconds, Blow blow) {
    every(
        fault,
        purpose,
        meanSeconds / peers.size(),
        chance -> {
          SimulatedPeer peer = chance.oneOf(peers);
          if (peer.isOn()) {
            blow.hit(peer, chance);
          }
        });
  }

  private void whole(Fault fault, double meanSeconds, Consumer<Chance> blow) {
    every(fault, fault.toString(), meanSeconds, blow);
  }

  private void every(Fault fault, String purpose, double meanSeconds, Consumer<Chance> blow) {
    if (options.has(fault)) {
      again(Chance.of(options.seed(), purpose, 0), meanSeconds * SECOND, blow);
    }
  }

  private void again(Chance chance, double meanNanos, Consumer<Chance> blow) {
    long next = time.now() + chance.exponential(meanNanos);
    if (next < options.calmNanos()) {
      time.at(
          next,
          () -> {
            blow.accept(chance);
            again(chance, meanNanos, blow);
          });
    }
  }

  private void kill(SimulatedPeer peer, Chance chance) {
    peer.kill(chance.in(0.6));
    time.after(lasting(chance, 200, 8_000), peer::start);
  }

  private void lose(SimulatedPeer peer, Chance chance) {
    peer.link().loseUntil(time.now() + lasting(chance, 2_000, 10_000), chance.between(0.01, 0.08));
  }

  private void throttle(SimulatedPeer peer, Chance chance) {
    peer.throttleUntil(time.now() + lasting(chance, 1_000, 10_000));
  }

  private void pause(SimulatedPeer peer, Chance chance) {
    peer.pause();
    time.after(lasting(chance, 500, 8_000), peer::resume);
  }

  private void drain(SimulatedPeer peer, Chance chance) {
    peer.drain();
    long quits = lasting(chance, 500, 2_000);
    time.after(quits, () -> peer.kill(true));
    time.after(quits + lasting(chance, 500, 4_000), peer::start);
  }

  private void partition(Chance chance) {
    long until = time.now() + lasting(chance, 50, 6_000);
    int hit = Math.max(1, (int) (peers.size() * chance.between(0.01, 0.1)));
    boolean reset = chance.in(0.3);
    for (int i = 0; i < hit; i++) {
      SimulatedPeer peer = chance.oneOf(peers);
      peer.link().cutUntil(until);
      if (reset) {
        time.at(until, peer::breakConnection);
      }
    }
    log.accept(Fault.PARTITION, until);
  }

  private void standStill(Chance chance) {
    coordinator.timersLate(chance.in(0.5) ? 0 : chance.between(0, 4 * MS));
    long stands = lasting(chance, 2, chance.in(0.2) ? 1_000 : 60);
    coordinator.standStill(stands);
    log.accept(Fault.CLOCK, time.now() + stands);
  }

  /** A duration, not beyond the beginning of the calm. */
  private long lasting(Chance chance, long leastMs, long mostMs) {
    return Math.min(chance.between(leastMs, mostMs) * MS, options.calmNanos() - time.now());
  }
}
