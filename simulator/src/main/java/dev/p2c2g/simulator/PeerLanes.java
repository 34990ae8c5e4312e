package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.TaskSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What a peer computes and what waits behind it. */
final class PeerLanes {
  /** A computation looks this often whether it is still wanted. */
  private static final long BETWEEN_BANDS = 2 * VirtualTime.MS;

  private final int count;
  private final VirtualTime time;
  private final PeerSpeed speed;
  private final BooleanSupplier calm;
  private final Consumer<Job> finished;
  private final List<Job> running = new ArrayList<>();
  private final ArrayDeque<Job> waiting = new ArrayDeque<>();
  private long stoodStillNanos;

  PeerLanes(
      int count, VirtualTime time, PeerSpeed speed, BooleanSupplier calm, Consumer<Job> finished) {
    this.count = count;
    this.time = time;
    this.speed = speed;
    this.calm = calm;
    this.finished = finished;
  }

  double load() {
    return running.size() / (double) count;
  }

  void add(Job job) {
    waiting.add(job);
    startWaiting();
  }

  /** No longer wanted; what is being computed stops between two bands. */
  void drop(String taskId, int part) {
    waiting.removeIf(job -> job.is(taskId, part));
    for (Job job : running) {
      if (job.is(taskId, part) && !job.dropped) {
        job.dropped = true;
        time.after(BETWEEN_BANDS, () -> release(job));
      }
    }
  }

  void clear() {
    waiting.clear();
    running.forEach(job -> job.dropped = true);
    running.clear();
  }

  /** Nothing went on for so long. */
  void stoodStill(long nanos) {
    stoodStillNanos += nanos;
  }

  private void startWaiting() {
    while (running.size() < count && !waiting.isEmpty()) {
      Job job = waiting.poll();
      running.add(job);
      TaskSpec task = job.task;
      job.computeNanos = speed.nanosFor(task, job.part, time.now(), calm.getAsBoolean());
      job.stoodStillNanos = stoodStillNanos;
      time.after(job.computeNanos, () -> finish(job));
    }
  }

  private void finish(Job job) {
    if (job.dropped) {
      return;
    }
    long missed = stoodStillNanos - job.stoodStillNanos;
    if (missed > 0) {
      job.stoodStillNanos = stoodStillNanos;
      time.after(missed, () -> finish(job));
      return;
    }
    finished.accept(job);
    release(job);
  }

  private void release(Job job) {
    if (running.remove(job)) {
      startWaiting();
    }
  }
}
