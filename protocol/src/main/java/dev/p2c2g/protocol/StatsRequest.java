package dev.p2c2g.protocol;

/** Please send {@link Stats} ({@code stats_request}). */
public record StatsRequest() implements Message {}
