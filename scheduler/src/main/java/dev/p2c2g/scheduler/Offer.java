package dev.p2c2g.scheduler;

import java.util.Set;

/** What peers of a class have in common: which tasks they take. */
public record Offer(Set<String> taskTypes, Set<String> features) {
  public Offer {
    taskTypes = Set.copyOf(taskTypes);
    features = Set.copyOf(features);
  }

  /** Whether they could do tasks of that type that ask for these features. */
  public boolean meets(String taskType, Set<String> wanted) {
    return taskTypes.contains(taskType) && features.containsAll(wanted);
  }

  boolean meets(Demand demand) {
    return meets(demand.taskType(), demand.features());
  }
}
