package dev.p2c2g.protocol;

/** The result is no longer wanted ({@code task_cancel}). */
public record TaskCancel(String taskId) implements Message {}
