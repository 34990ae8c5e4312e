package dev.p2c2g.peer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pauses a peer while any of its owner's wishes asks for it. One thread of low priority asks them
 * all, again and again.
 */
final class OwnerWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger("peer");
  private static final long PERIOD_MS = 1_000;

  /** A game that starts wants the machine at once. */
  private static final long PERIOD_WITH_PROGRAMS_MS = 500;

  private final PeerNode peer;
  private final List<OwnerWish> wishes;
  private final long periodMs;
  private final Thread thread;

  /** Asks once before it returns, so that a peer may begin paused; then on a thread of its own. */
  private OwnerWatch(PeerNode peer, List<OwnerWish> wishes, long periodMs) {
    this.peer = peer;
    this.wishes = wishes;
    this.periodMs = periodMs;
    thread = politeThread(this::watch);
  }

  /** Watches for what the section {@code yield} names. */
  static OwnerWatch start(PeerNode peer, PeerConfig.Yielding yielding) {
    var watch =
        new OwnerWatch(
            peer,
            wishes(yielding),
            yielding.programs().isEmpty() ? PERIOD_MS : PERIOD_WITH_PROGRAMS_MS);
    watch.look();
    if (!watch.wishes.isEmpty()) {
      watch.thread.start();
    }
    return watch;
  }

  static List<OwnerWish> wishes(PeerConfig.Yielding yielding) {
    var wishes = new ArrayList<OwnerWish>();
    if (!yielding.schedule().isEmpty()) {
      wishes.add(new OwnersHours(yielding.schedule(), Clock.system(ZoneId.systemDefault())));
    }
    if (yielding.onBattery()) {
      battery(Path.of("/")).ifPresent(wishes::add);
    }
    if (!yielding.programs().isEmpty()) {
      wishes.add(new Programs(yielding.programs()));
    }
    return List.copyOf(wishes);
  }

  static Optional<OwnerWish> battery(Path root) {
    var battery = new Battery(root);
    if (!battery.isKnown()) {
      LOG.log(
          Level.INFO,
          "yield.on_battery: this system does not tell whether it runs on battery;"
              + " the peer never pauses for that");
      return Optional.empty();
    }
    return Optional.of(battery);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  // nothing depends on the priority; where it has an effect, the owner's programs go first
  @SuppressWarnings("ThreadPriorityCheck")
  private static Thread politeThread(Runnable work) {
    return Thread.ofPlatform()
        .name("p2c2g-owner")
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .unstarted(work);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(periodMs);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    for (var wish : wishes) {
      try {
        apply(wish, peer);
      } catch (RuntimeException e) {
        // what cannot be found out leaves the peer as it is, and the other wishes heard
        LOG.log(Level.ERROR, "cannot tell about " + wish.name() + "; please report it", e);
      }
    }
  }

  /** Does with a peer what a wish asks for now. */
  static void apply(OwnerWish wish, PeerNode peer) {
    var why = wish.whyPause();
    if (why.isPresent()) {
      peer.pauseFor(wish.name(), why.get());
    } else {
      peer.resumeFor(wish.name());
    }
  }
}
