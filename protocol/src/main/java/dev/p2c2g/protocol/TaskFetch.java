package dev.p2c2g.protocol;

/**
 * A gamer asks for a task that it submitted without a deadline, over whatever connection ({@code
 * task_fetch}): its result follows now or when there is one.
 *
 * @param requestId repeated in the answers, in the place of the one it was submitted with
 */
public record TaskFetch(String requestId, String taskId) implements Message {}
