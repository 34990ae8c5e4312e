package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to one task, to be told when someone asks; owned by the scheduler thread until it
 * is copied.
 */
final class Story {
  /** Eight parts need about 30; only peers who pause and resume without end make more. */
  static final int MOST_EVENTS = 96;

  private final TaskSpec task;
  private final long beganNanos;
  private final List<StoryEvent> events;

  Story(TaskSpec task, long beganNanos) {
    this(task, beganNanos, new ArrayList<>(4));
  }

  private Story(TaskSpec task, long beganNanos, List<StoryEvent> events) {
    this.task = task;
    this.beganNanos = beganNanos;
    this.events = events;
  }

  /** Notes an event; of too many the last one, so that the end of the story is always told. */
  void add(StoryEvent event) {
    if (events.size() == MOST_EVENTS) {
      events.removeLast();
    }
    events.add(event);
  }

  /** As it is now, for any thread. */
  Story copy() {
    return new Story(task, beganNanos, List.copyOf(events));
  }

  TaskSpec task() {
    return task;
  }

  long beganNanos() {
    return beganNanos;
  }

  List<StoryEvent> events() {
    return events;
  }
}
