package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Mapping;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Upscalers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frame of the demo's clip that all work on: as a gamer sends it, 960x540, 4:2:0. */
final class SampleFrame {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;
  static final int SCALE = 2;
  static final int OUT_WIDTH = SCALE * WIDTH;
  static final int OUT_HEIGHT = SCALE * HEIGHT;
  static final double OUT_MEGAPIXELS = OUT_WIDTH * OUT_HEIGHT / 1e6;
  static final int JPEG_QUALITY = 90;

  private final byte[] jpeg;

  private SampleFrame(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /** Reads it from the project's folder. */
  static SampleFrame read() throws IOException {
    Path home = Path.of(System.getProperty("p2c2g.home", "."));
    return new SampleFrame(Files.readAllBytes(home.resolve("demo/clip/frame-060.jpg")));
  }

  /** As it is stored, not to be written to. */
  byte[] jpeg() {
    return jpeg;
  }

  Picture picture() {
    return Codecs.decode(jpeg, WIDTH * HEIGHT);
  }

  /** Twice the size, by the cubic. */
  Picture large() {
    Picture small = picture();
    List<Plane> planes = new ArrayList<>();
    for (Plane in : small.planes()) {
      Plane out = Plane.allocate(SCALE * in.width(), SCALE * in.height());
      Mapping mapping = Mapping.whole(in.width(), in.height(), out.width(), out.height());
      Upscalers.cubic().upscale(in, mapping, out);
      planes.add(out);
    }
    return new Picture(small.subsampling(), planes, Optional.empty());
  }
}
