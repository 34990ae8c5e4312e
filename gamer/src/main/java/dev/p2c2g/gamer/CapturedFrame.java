package dev.p2c2g.gamer;

/**
 * One frame as its source delivered it, compressed and ready to send.
 *
 * @param index 0 for the source's first frame, counting up by one; a looping source goes on
 *     counting
 * @param capturedNanos {@link System#nanoTime()} when this frame's capture began
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param data a whole JPEG or PNG file; shared, so neither side changes it
 */
@SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
public record CapturedFrame(long index, long capturedNanos, int width, int height, byte[] data) {}
