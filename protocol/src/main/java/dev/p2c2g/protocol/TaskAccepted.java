package dev.p2c2g.protocol;

/** The submitted task has a name now, and will get exactly one result ({@code task_accepted}). */
public record TaskAccepted(String requestId, String taskId) implements Message {}
