package dev.p2c2g.gamer;

import java.util.Optional;

/**
 * How the frames of a video file are delivered. Values out of range are refused with an {@link
 * IllegalArgumentException}.
 *
 * @param frameSize the size to send, at most the video's; the video's own when empty
 * @param jpegQuality 1 to 100
 * @param loop start again at the end
 */
public record VideoOptions(Optional<FrameSize> frameSize, int jpegQuality, boolean loop) {
  public VideoOptions {
    JpegQuality.require(jpegQuality);
  }

  /** Every frame once at its own size, JPEG quality 85. */
  public static VideoOptions once() {
    return new VideoOptions(Optional.empty(), JpegQuality.DEFAULT, false);
  }
}
