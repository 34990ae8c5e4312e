package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;

/**
 * A frame at its output size, as it goes to the display.
 *
 * @param index the {@link CapturedFrame#index()} it was made from
 * @param picture the decoded picture; sinks read it on other threads, so nobody changes it
 * @param encoded the same picture as a JPEG or PNG file as it arrived, or an empty array when it
 *     was upscaled here: a sink that needs a file then encodes {@code picture}
 * @param upscaledByPeer false for the gamer's own quick upscale after the deadline
 * @param caption lines for the overlay, separated by {@code \n}; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
public record ShownFrame(
    long index, Picture picture, byte[] encoded, boolean upscaledByPeer, String caption) {}
