package dev.p2c2g.peer.spi;

import java.nio.ByteBuffer;

/**
 * What an executor made of a task.
 *
 * @param result the bytes to send; not to be changed afterwards
 * @param algorithmUsed the honest name of how it was done
 */
public record TaskOutput(ByteBuffer result, String algorithmUsed) {}
