package dev.p2c2g.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something was refused ({@code error}).
 *
 * @param code a wire name of {@link ErrorCode}, or one of a newer version
 * @param retryAfterMs when trying again makes sense
 */
public record ErrorMessage(
    String code,
    String message,
    Optional<String> requestId,
    Optional<String> taskId,
    OptionalLong retryAfterMs)
    implements Message {}
