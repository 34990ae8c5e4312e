package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.PeerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All peers of a run, and when they first come. */
final class Crowd {
  private static final Set<String> FRAMES = Set.of(Frames.FRAME);
  private static final Set<String> ALL = Set.of(Frames.FRAME, Frames.PHYSICS);
  private static final Set<String> REGIONS = Set.of(Frames.REGION);

  private final List<SimulatedPeer> peers = new ArrayList<>();
  private Load capacity = Load.NONE;

  Crowd(SimulationOptions options, VirtualTime time, CoordinatorModel coordinator) {
    for (int i = 0; i < options.peers(); i++) {
      Chance chance = Chance.of(options.seed(), "peer", i);
      PeerProfile profile = profile(chance, i);
      Link link = new Link(time, Chance.of(options.seed(), "link", i));
      capacity = capacity.plus(new Load(profile.lanes(), link.bytesPerSecond()));
      SimulatedPeer peer =
          new SimulatedPeer(
              "p" + i,
              profile,
              time,
              chance,
              link,
              coordinator,
              new PeerSpeed(Chance.of(options.seed(), "speed", i), options),
              new PeerAnswers(
                  Chance.of(options.seed(), "answers", i), options, coordinator::isCalm));
      peers.add(peer);
      time.at(joins(options, chance), peer::start);
    }
  }

  List<SimulatedPeer> peers() {
    return peers;
  }

  /** Of all peers together, here or not. */
  Load capacity() {
    return capacity;
  }

  /** The first ones can do everything, so that even a small crowd can. */
  private static PeerProfile profile(Chance chance, int index) {
    boolean able = index < 2;
    int lanes = 1 + chance.below(4);
    return new PeerProfile(
        lanes,
        able || chance.in(0.3) ? ALL : FRAMES,
        able || chance.in(0.7) ? REGIONS : Set.of(),
        2 * lanes,
        chance.in(0.2));
  }

  private static long joins(SimulationOptions options, Chance chance) {
    boolean late = options.has(Fault.CHURN) && chance.in(0.1);
    return chance.between(0, late ? options.calmNanos() : VirtualTime.SECOND);
  }
}
