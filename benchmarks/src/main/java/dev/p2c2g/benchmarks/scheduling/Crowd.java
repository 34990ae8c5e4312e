package dev.p2c2g.benchmarks.scheduling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Peers that are processes of their own and do real work, all on one coordinator. */
final class Crowd implements AutoCloseable {
  private static final int SECONDS_TO_BE_CHOSEN = 5;

  private final String url;
  private final int lanes;
  private final Journal journal = new Journal();
  private final List<PeerProcess> peers = new ArrayList<>();
  private final AtomicReference<Optional<Trap>> trap = new AtomicReference<>(Optional.empty());
  private int started;

  /** What is done to the next peer that gets a task. */
  private record Trap(Function<PeerProcess, Struck> strike, CompletableFuture<Struck> result) {}

  /** A peer that was sent a signal while it held a task. */
  record Struck(PeerProcess peer, long signalNanos) {}

  Crowd(String url, int lanes) {
    this.url = url;
    this.lanes = lanes;
  }

  /** Starts peers until there are so many; waits until all are ready. */
  void fill(int count) throws Exception {
    while (peers.size() < count) {
      add(url);
    }
    for (var peer : peers) {
      peer.awaitReady();
    }
  }

  /** Starts a peer that reaches the coordinator by another way. */
  void add(String peerUrl) throws IOException {
    peers.add(new PeerProcess(peerUrl, "peer" + ++started, lanes, journal, this::gotTask));
  }

  Journal journal() {
    return journal;
  }

  /** Sends a signal to the peer that gets the next task, as soon as it says so. */
  Struck strikeNext(Signal signal) throws Exception {
    var next = new Trap(peer -> new Struck(peer, peer.send(signal)), new CompletableFuture<>());
    trap.set(Optional.of(next));
    return next.result().get(SECONDS_TO_BE_CHOSEN, TimeUnit.SECONDS);
  }

  /** A dead peer does not count any more. */
  void bury(PeerProcess peer) {
    peer.close();
    peers.remove(peer);
  }

  @Override
  public void close() {
    peers.forEach(PeerProcess::close);
  }

  private void gotTask(PeerProcess peer) {
    trap.getAndSet(Optional.empty())
        .ifPresent(set -> set.result().complete(set.strike().apply(peer)));
  }
}
