package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.Part;
import java.util.regex.Pattern;

/**
 * What a peer has in hand, under the name that the peer sees: the task's own where it has all of
 * it, else with {@code .2of4} behind it. The gamer never sees that.
 *
 * @param part 0 to {@code count - 1}
 * @param count 1 for a whole task
 */
record WorkId(String taskId, int part, int count) {
  private static final Pattern OF_PART =
      Pattern.compile("(.+)\\.([1-9][0-9]{0,3})of([1-9][0-9]{0,3})");

  static WorkId of(String taskId, Part part) {
    return new WorkId(taskId, part.index(), part.count());
  }

  /** From the name a peer used; any name is one of some work, if only of none that is open. */
  static WorkId ofWireName(String name) {
    var matcher = OF_PART.matcher(name);
    return name.indexOf('.') >= 0 && matcher.matches()
        ? new WorkId(
            matcher.group(1),
            Integer.parseInt(matcher.group(2)) - 1,
            Integer.parseInt(matcher.group(3)))
        : new WorkId(name, 0, 1);
  }

  String wireName() {
    return count == 1 ? taskId : taskId + "." + (part + 1) + "of" + count;
  }
}
