package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.protocol.Payload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A picture's upscaled parts, each really made, once. */
final class Upscaled {
  private static final long MOST_PIXELS = 1 << 24;

  private final byte[] picture;
  private final Region whole;
  private final FramePipeline pipeline = new FramePipeline();
  private final Map<Region, Payload> made = new ConcurrentHashMap<>();

  Upscaled(TestPicture picture) {
    this.picture = picture.jpeg();
    whole = picture.upscaledRegion();
  }

  Region whole() {
    return whole;
  }

  Payload part(Region part) {
    return made.computeIfAbsent(part, this::make);
  }

  private Payload make(Region part) {
    var job =
        new UpscaleJob(
            whole.width(),
            whole.height(),
            Optional.of(part),
            Upscalers.learned(),
            ImageFormat.JPEG,
            TestPicture.JPEG_QUALITY,
            MOST_PIXELS,
            () -> false);
    return Payload.of(pipeline.upscale(picture, job).bytes());
  }
}
