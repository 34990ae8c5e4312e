package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A peer's program: it connects, takes tasks onto its lanes, answers, and comes back. */
final class SimulatedPeer {
  private static final long HEARTBEAT = VirtualTime.SECOND;

  private final String id;
  private final PeerProfile profile;
  private final VirtualTime time;
  private final Chance chance;
  private final Link link;
  private final CoordinatorModel coordinator;
  private final PeerLanes lanes;
  private final PeerSpeed speed;
  private final List<Event.ResultArrived> unsent = new ArrayList<>();
  private Optional<Connection> connection = Optional.empty();
  private boolean on;
  private boolean paused;
  private int life;
  private long frozenUntilNanos;

  SimulatedPeer(
      String id,
      PeerProfile profile,
      VirtualTime time,
      Chance chance,
      Link link,
      CoordinatorModel coordinator,
      PeerSpeed speed,
      PeerAnswers answers) {
    this.id = id;
    this.profile = profile;
    this.time = time;
    this.chance = chance;
    this.link = link;
    this.coordinator = coordinator;
    this.speed = speed;
    lanes =
        new PeerLanes(
            profile.lanes(), time, speed, coordinator::isCalm, job -> finished(job, answers));
  }

  String id() {
    return id;
  }

  Link link() {
    return link;
  }

  boolean isOn() {
    return on;
  }

  /** Something else takes the machine's time until then. */
  void throttleUntil(long nanos) {
    speed.throttleUntil(nanos);
  }

  /** The program starts. */
  void start() {
    if (!on) {
      on = true;
      life++;
      connect();
    }
  }

  /** The program ends at once, and everything it had with it. */
  void kill(boolean socketCloses) {
    on = false;
    paused = false;
    unsent.clear();
    lanes.clear();
    connection.filter(Connection::openAtPeer).ifPresent(c -> end(c, socketCloses));
    connection = Optional.empty();
  }

  private static void end(Connection open, boolean socketCloses) {
    if (socketCloses) {
      open.closeFromPeer("connection closed");
    } else {
      open.vanishFromPeer();
    }
  }

  /** The program stands still for so long. */
  void freeze(long nanos) {
    long now = time.now();
    long until = Math.max(frozenUntilNanos, now + nanos);
    lanes.stoodStill(until - Math.max(frozenUntilNanos, now));
    frozenUntilNanos = until;
  }

  /** Once the process runs, unless its life ends before. */
  void whenRunning(Runnable handling) {
    int lifeThen = life;
    if (time.now() < frozenUntilNanos) {
      time.at(
          frozenUntilNanos,
          () -> {
            if (life == lifeThen) {
              whenRunning(handling);
            }
          });
    } else if (on) {
      handling.run();
    }
  }

  /** The connection broke; the program tries again soon. */
  void disconnected() {
    connection.filter(Connection::openAtPeer).ifPresent(Connection::vanishFromPeer);
    connection = Optional.empty();
    int lifeThen = life;
    time.after(
        chance.between(50, 1_000) * VirtualTime.MS,
        () -> {
          if (life == lifeThen) {
            whenRunning(this::connect);
          }
        });
  }

  /** The connection breaks, noticed on both sides. */
  void breakConnection() {
    connection
        .filter(Connection::openAtPeer)
        .ifPresent(c -> {
          c.closeFromPeer("connection reset");
          disconnected();
        });
  }

  private void connect() {
    if (connection.isPresent()) {
      return;
    }
    Connection opened = new Connection(this, link, coordinator);
    connection = Optional.of(opened);
    opened.send(300, new Event.PeerJoined(id, profile));
    if (paused) {
      opened.send(50, new Event.PeerPaused(id, "still paused"));
    }
    unsent.forEach(result -> opened.send(1_000, result));
    unsent.clear();
    heartbeat(opened);
  }

  private void heartbeat(Connection opened) {
    time.after(
        HEARTBEAT,
        () ->
            whenRunning(() -> {
              if (opened.openAtPeer()) {
                opened.send(100, new Event.PeerSeen(id, lanes.load()));
                heartbeat(opened);
              }
            }));
  }

  /** The owner wants the machine. */
  void pause() {
    paused = true;
    lanes.clear();
    say(new Event.PeerPaused(id, "its owner plays"));
  }

  void resume() {
    if (on && paused) {
      paused = false;
      say(new Event.PeerResumed(id));
    }
  }

  void drain() {
    say(new Event.PeerDraining(id));
  }

  private void say(Event event) {
    connection.ifPresent(c -> c.send(50, event));
  }

  void assigned(TaskSpec task, Part part, int attempt) {
    if (!paused) {
      lanes.add(new Job(task, part, attempt));
    }
  }

  void cancelled(String taskId, int part) {
    lanes.drop(taskId, part);
  }

  private void finished(Job job, PeerAnswers answers) {
    if (job.task.taskId().endsWith(Frames.DEADLY)) {
      kill(true);
      time.after(chance.between(500, 2_000) * VirtualTime.MS, this::start);
    } else {
      answers.to(job, id).forEach(this::answer);
    }
  }

  private void answer(Event.ResultArrived result) {
    long bytes = result.answer() instanceof Answer.Done done ? done.resultBytes() : 100;
    connection.ifPresentOrElse(c -> c.send(bytes, result), () -> unsent.add(result));
  }
}
