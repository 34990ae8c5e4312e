package dev.p2c2g.protocol;

/** A client shows its token as its first message ({@code authenticate}), as browsers must. */
public record Authenticate(String token) implements Message {}
