package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything around the core in a coordinator: connections, messages in the order they came, the
 * timer. It can stand still, as a process does in a long collection of garbage.
 */
final class CoordinatorModel {
  private static final long NOTICEABLE = 20 * VirtualTime.MS;

  private final VirtualTime time;
  private final CoreUnderAudit core;
  private final GamerSide gamers;
  private final long calmNanos;
  private final Map<String, Connection> connections = new HashMap<>();
  private final Map<String, TaskSpec> open = new HashMap<>();
  private final ArrayDeque<Runnable> inbox = new ArrayDeque<>();
  private long standsUntilNanos = Long.MIN_VALUE;
  private long timersLateNanos;
  private long armedNanos = Long.MAX_VALUE;
  private long wakesNanos = Long.MAX_VALUE;
  private long wakes;

  CoordinatorModel(VirtualTime time, CoreUnderAudit core, GamerSide gamers, long calmNanos) {
    this.time = time;
    this.core = core;
    this.gamers = gamers;
    this.calmNanos = calmNanos;
  }

  long now() {
    return time.now();
  }

  /** Whether nothing goes wrong any more. */
  boolean isCalm() {
    return time.now() >= calmNanos;
  }

  int connectedPeers() {
    return connections.size();
  }

  void submit(TaskSpec task) {
    handle(() -> {
      open.put(task.taskId(), task);
      step(new Event.TaskSubmitted(task));
    });
  }

  void cancel(String taskId) {
    handle(() -> step(new Event.TaskCancelled(taskId)));
  }

  /** A message came in on a connection. */
  void receive(Connection from, Event event) {
    handle(() -> {
      if (from.openAtCoordinator) {
        if (event instanceof Event.PeerJoined) {
          replace(from);
        }
        step(event);
      }
    });
  }

  /** A connection was closed by its peer. */
  void closed(Connection connection, String reason) {
    handle(() -> {
      connection.openAtCoordinator = false;
      if (connections.remove(connection.peerId(), connection)) {
        step(new Event.PeerLeft(connection.peerId(), reason));
      }
    });
  }

  /** Messages wait and timers pass unheard for so long. */
  void standStill(long nanos) {
    standsUntilNanos = Math.max(standsUntilNanos, time.now() + nanos);
    time.at(standsUntilNanos, () -> wakeUp(nanos));
  }

  /** From now on every timer comes so late. */
  void timersLate(long nanos) {
    timersLateNanos = nanos;
  }

  private void wakeUp(long stoodNanos) {
    if (time.now() < standsUntilNanos) {
      return;
    }
    while (!inbox.isEmpty()) {
      inbox.poll().run();
    }
    if (stoodNanos >= NOTICEABLE) {
      step(new Event.StoodStill(stoodNanos));
    }
    timer(++wakes);
  }

  private void handle(Runnable message) {
    if (time.now() < standsUntilNanos) {
      inbox.add(message);
    } else {
      message.run();
    }
  }

  private void replace(Connection opened) {
    Connection old = connections.put(opened.peerId(), opened);
    if (old != null && old != opened) {
      old.openAtCoordinator = false;
      old.closeFromCoordinator();
    }
  }

  /** Only the latest wake counts, or every stale one would set the next. */
  private void timer(long wake) {
    if (wake != wakes || time.now() < standsUntilNanos) {
      return;
    }
    wakesNanos = Long.MAX_VALUE;
    if (time.now() >= armedNanos) {
      armedNanos = Long.MAX_VALUE;
      step(new Event.TimerDue());
    } else {
      wakeAt(armedNanos);
    }
  }

  private void wakeAt(long nanos) {
    if (nanos < wakesNanos) {
      wakesNanos = nanos;
      long wake = ++wakes;
      time.at(nanos + timersLateNanos, () -> timer(wake));
    }
  }

  private void step(Event event) {
    for (Command command : core.step(event, time.now())) {
      carryOut(command);
    }
  }

  private void carryOut(Command command) {
    switch (command) {
      case Command.Assign c ->
          connection(c.peerId()).assign(task(c.taskId()), c.part(), c.attempt());
      case Command.CancelOnPeer c -> connection(c.peerId()).cancel(c.taskId(), c.part());
      case Command.Probe c -> connection(c.peerId()).probe();
      case Command.EvictPeer c -> close(c.peerId());
      case Command.RejectPeer c -> close(c.peerId());
      case Command.Complete c -> gamers.completed(task(c.taskId()), c, time.now());
      case Command.Fail c -> gamers.failed(task(c.taskId()), c);
      case Command.Reject c -> gamers.rejected(task(c.taskId()), c);
      case Command.ArmTimer c -> {
        armedNanos = c.atNanos();
        wakeAt(Math.max(armedNanos, time.now()));
      }
      case Command.Accept _,
          Command.PartDone _,
          Command.IgnoreResult _,
          Command.PeerSuspected _,
          Command.PeerDrained _ -> {}
    }
    switch (command) {
      case Command.Complete c -> open.remove(c.taskId());
      case Command.Fail c -> open.remove(c.taskId());
      case Command.Reject c -> open.remove(c.taskId());
      default -> {}
    }
  }

  private void close(String peerId) {
    Connection closing = connection(peerId);
    connections.remove(peerId);
    closing.openAtCoordinator = false;
    closing.closeFromCoordinator();
  }

  private Connection connection(String peerId) {
    Connection found = connections.get(peerId);
    if (found == null) {
      throw new Violation("a command names peer " + peerId + ", which is not connected");
    }
    return found;
  }

  private TaskSpec task(String taskId) {
    TaskSpec found = open.get(taskId);
    if (found == null) {
      throw new Violation("a command names task " + taskId + ", which is not open");
    }
    return found;
  }
}
