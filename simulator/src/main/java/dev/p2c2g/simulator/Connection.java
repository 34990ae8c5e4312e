package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.TaskSpec;

/** One connection of a peer, from its opening to its end; either side may know of the end first. */
final class Connection {
  private final SimulatedPeer peer;
  private final Link link;
  private final CoordinatorModel coordinator;
  private boolean openAtPeer = true;

  /** Whether the coordinator still listens to it; the coordinator's own to change. */
  boolean openAtCoordinator = true;

  Connection(SimulatedPeer peer, Link link, CoordinatorModel coordinator) {
    this.peer = peer;
    this.link = link;
    this.coordinator = coordinator;
  }

  String peerId() {
    return peer.id();
  }

  boolean openAtPeer() {
    return openAtPeer;
  }

  /** From the peer to the coordinator. */
  void send(long bytes, Event event) {
    link.send(link.toCoordinator, bytes, () -> coordinator.receive(this, event));
  }

  /** The peer's end closes; the other one hears of it when the network says so. */
  void closeFromPeer(String reason) {
    openAtPeer = false;
    link.send(link.toCoordinator, 0, () -> coordinator.closed(this, reason));
  }

  /** The peer's end is gone without a word. */
  void vanishFromPeer() {
    openAtPeer = false;
  }

  void assign(TaskSpec task, Part part, int attempt) {
    long bytes = (long) (task.inputBytes() * share(task, part));
    link.send(link.toPeer, bytes, () -> toPeer(() -> peer.assigned(task, part, attempt)));
  }

  void cancel(String taskId, int part) {
    link.send(link.toPeer, 100, () -> toPeer(() -> peer.cancelled(taskId, part)));
  }

  void probe() {
    long asked = coordinator.now();
    link.send(link.toPeer, 10, () -> toPeer(() -> answerProbe(asked)));
  }

  private void answerProbe(long askedNanos) {
    link.send(
        link.toCoordinator,
        10,
        () ->
            coordinator.receive(
                this, new Event.ProbeAnswered(peerId(), coordinator.now() - askedNanos)));
  }

  void closeFromCoordinator() {
    link.send(link.toPeer, 0, () -> toPeer(peer::disconnected));
  }

  /** How much of a task's work a part is. */
  static double share(TaskSpec task, Part part) {
    return part.isWhole()
        ? 1
        : (part.toGrain() - part.fromGrain()) / (double) task.splitting().orElseThrow().grains();
  }

  private void toPeer(Runnable handling) {
    peer.whenRunning(() -> {
      if (openAtPeer) {
        handling.run();
      }
    });
  }
}
