package dev.p2c2g.store;

/** What is known of a task, and whose it is. */
public record FoundTask(String gamerId, TaskState state) {}
