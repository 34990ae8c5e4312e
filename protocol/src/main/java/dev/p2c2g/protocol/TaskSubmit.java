package dev.p2c2g.protocol;

import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gamer asks for work ({@code task_submit}).
 *
 * @param priority 0 to 9, 9 first
 * @param deadlineMs milliseconds from arrival; empty when the task has no deadline
 */
public record TaskSubmit(
    String requestId,
    String taskType,
    Payload data,
    ObjectNode params,
    int priority,
    OptionalLong deadlineMs)
    implements Message {}
