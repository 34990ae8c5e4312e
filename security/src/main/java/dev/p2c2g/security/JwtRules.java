package dev.p2c2g.security;

import java.nio.file.Path;

/**
 * Which JWTs are believed.
 *
 * @param jwks a JWK set (RFC 7517) with the keys: {@code OKP} Ed25519 for EdDSA, {@code EC} P-256
 *     for ES256, {@code oct} of 256 bits or more for HS256
 * @param issuer what {@code iss} must be
 * @param audience what {@code aud} must be or hold
 */
public record JwtRules(Path jwks, String issuer, String audience) {}
