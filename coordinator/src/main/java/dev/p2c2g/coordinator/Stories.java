package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The stories of the last so many tasks, the oldest forgotten first; owned by the scheduler thread.
 */
final class Stories {
  private final int most;
  private final SequencedMap<String, Story> byTask = new LinkedHashMap<>();

  /**
   * @param most 0 for none
   */
  Stories(int most) {
    this.most = most;
  }

  void begin(TaskSpec task, long nowNanos) {
    if (most > 0) {
      byTask.put(task.taskId(), new Story(task, nowNanos));
      if (byTask.size() > most) {
        byTask.pollFirstEntry();
      }
    }
  }

  /** Notes what happened to a task; nothing when it is forgotten already. */
  void add(String taskId, StoryEvent event) {
    Optional.ofNullable(byTask.get(taskId)).ifPresent(story -> story.add(event));
  }

  Optional<Story> find(String taskId) {
    return Optional.ofNullable(byTask.get(taskId)).map(Story::copy);
  }

  /** Newest first. */
  List<Story> last(int count) {
    return byTask.reversed().values().stream().limit(count).map(Story::copy).toList();
  }
}
