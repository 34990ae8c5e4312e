package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_BYTES = 64 * 1024;
  private static final int FRAMES = 20;

  private static UpscaleJob job(int width, int height) {
    return new UpscaleJob(
        width,
        height,
        Optional.empty(),
        Upscalers.cubic(),
        ImageFormat.JPEG,
        90,
        1 << 22,
        () -> false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"turbojpeg", "ffmpeg"})
  void leavesNoGarbageBesideTheResult(String name) {
    Optional<JpegCodec> codec = TestCodecs.available(name);
    assumeThat(codec).as("%s on this machine", name).isPresent();
    FramePipeline pipeline = new FramePipeline(codec::orElseThrow);
    byte[] data = codec.orElseThrow().encode(SyntheticFrame.of(960, 540, Subsampling.S420), 90);
    UpscaleJob job = job(1920, 1080);
    pipeline.upscale(data, job);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    long results = 0;
    for (int i = 0; i < FRAMES; i++) {
      results += pipeline.upscale(data, job).bytes().length;
    }
    long garbage = THREADS.getCurrentThreadAllocatedBytes() - before - results;

    assertThat(garbage / FRAMES).isLessThan(MOST_BYTES);
  }

  @Test
  void keepsFramesOfChangingSizesApart() {
    FramePipeline pipeline = new FramePipeline();
    int[][] sizes = {{96, 64}, {95, 63}, {64, 96}, {81, 57}, {3, 5}};
    for (int round = 0; round < 2; round++) {
      for (int[] size : sizes) {
        for (Subsampling subsampling : Subsampling.values()) {
          Picture picture = TestPictures.scene(size[0], size[1], subsampling, 8);
          byte[] data = Codecs.jpeg().encode(picture, 90);
          UpscaleJob job = job(2 * size[0], 2 * size[1]);
          byte[] fresh = new FramePipeline().upscale(data, job).bytes();
          assertThat(pipeline.upscale(data, job).bytes()).isEqualTo(fresh);
        }
      }
    }
  }
}
