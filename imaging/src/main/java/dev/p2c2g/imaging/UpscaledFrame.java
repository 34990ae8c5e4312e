package dev.p2c2g.imaging;

/**
 * A finished frame.
 *
 * @param bytes the encoded picture
 * @param algorithm the {@link Upscaler#name()} that made its luma
 * @param width pixels of the picture, the region's where one was asked for
 * @param height likewise
 */
@SuppressWarnings("ArrayRecordComponent") // carried once from the codec to the wire, never compared
public record UpscaledFrame(byte[] bytes, String algorithm, int width, int height) {}
