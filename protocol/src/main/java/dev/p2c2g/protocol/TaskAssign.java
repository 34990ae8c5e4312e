package dev.p2c2g.protocol;

import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * The coordinator gives a peer a task ({@code task_assign}).
 *
 * @param attempt 1 for the first try
 * @param deadlineMs time left; empty when the task has no deadline
 */
public record TaskAssign(
    String taskId,
    String taskType,
    Payload data,
    ObjectNode params,
    int attempt,
    OptionalLong deadlineMs)
    implements Message {}
