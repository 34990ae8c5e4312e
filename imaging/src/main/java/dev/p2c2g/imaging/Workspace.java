package dev.p2c2g.imaging;

/**
 * The memory that one frame's way through {@link FramePipeline} needs: two pictures, kept for the
 * next frame.
 */
record Workspace(PictureBuffer decoded, PictureBuffer upscaled) implements InstancePool.Instance {
  Workspace() {
    this(new PictureBuffer(), new PictureBuffer());
  }
}
