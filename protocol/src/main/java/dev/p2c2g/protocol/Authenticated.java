package dev.p2c2g.protocol;

/** The token was good ({@code authenticated}). */
public record Authenticated(String subject, Role role) implements Message {}
