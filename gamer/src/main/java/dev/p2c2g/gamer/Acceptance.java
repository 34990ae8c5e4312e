package dev.p2c2g.gamer;

import java.util.OptionalDouble;

/**
 * The coordinator has taken a task in.
 *
 * @param taskId the coordinator's name for it
 * @param expectedMs when it expects the result, in milliseconds from acceptance; empty when it does
 *     not say
 * @param heardNanos {@link System#nanoTime()} when that was heard here
 */
public record Acceptance(String taskId, OptionalDouble expectedMs, long heardNanos) {}
