/**
 * The wire of P2C2G: every message as a record, both wire forms, and validation at the door.
 *
 * <p>{@link dev.p2c2g.protocol.MessageCodec} turns bytes into {@link dev.p2c2g.protocol.Message}s
 * and back; whatever it returns has been validated, whatever it refuses comes as a {@link
 * dev.p2c2g.protocol.ProtocolException} that names the field, the value and the range. All types
 * here are immutable and free of threads.
 */
package dev.p2c2g.protocol;
