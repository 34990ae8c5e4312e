package dev.p2c2g.store;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a peer must offer to do a task; tasks that want the same wait in the same queue.
 *
 * @param taskType of {@code A-Z a-z 0-9 . _ : -}
 * @param features likewise, each
 */
public record WorkQueue(String taskType, Set<String> features) {
  private static final String BETWEEN = "|";
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(BETWEEN));

  public WorkQueue {
    features = Set.copyOf(features);
  }

  /** Its name, the same in every process. */
  public String name() {
    var words = new StringBuilder(taskType);
    new TreeSet<>(features).forEach(feature -> words.append(BETWEEN).append(feature));
    return words.toString();
  }

  /** The queue of that {@link #name}. */
  public static WorkQueue ofName(String name) {
    var words = SEPARATOR.split(name, -1);
    return new WorkQueue(words[0], Set.of(Arrays.copyOfRange(words, 1, words.length)));
  }
}
