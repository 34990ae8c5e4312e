package dev.p2c2g.protocol;

import java.util.OptionalDouble;

/**
 * The submitted task has a name now, and will get exactly one result ({@code task_accepted}).
 *
 * @param expectedMs when the coordinator expects the result, in milliseconds from acceptance; empty
 *     when it does not say
 */
public record TaskAccepted(String requestId, String taskId, OptionalDouble expectedMs)
    implements Message {

  /** Without an expectation. */
  public TaskAccepted(String requestId, String taskId) {
    this(requestId, taskId, OptionalDouble.empty());
  }
}
