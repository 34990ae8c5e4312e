package dev.p2c2g.models;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** The tiny models that make_models.py makes, and pictures to run through them. */
final class TestModels {
  private TestModels() {}

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestModels.class.getResource(name + ".onnx"), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static ModelSettings settings(String name, int tile, int overlap) {
    return new ModelSettings(name, file(name), tile, overlap, 256);
  }

  static OnnxModel load(String name, int tile, int overlap) {
    return OnnxModel.load(settings(name, tile, overlap), 2);
  }

  static Picture whole(OnnxModel model, Picture in, int width, int height) {
    return part(model, in, width, height, Region.whole(width, height));
  }

  static Picture part(OnnxModel model, Picture in, int width, int height, Region part) {
    return model.upscale(in, width, height, part, in.subsampling(), () -> {});
  }

  /** Noise in weak colours, which RGB can hold. */
  static Picture noise(int width, int height, Subsampling subsampling) {
    Picture picture = Picture.allocate(width, height, subsampling);
    Random random = new Random(width * 31L + height);
    for (Plane plane : picture.planes()) {
      boolean luma = plane == picture.luma();
      for (int i = 0; i < plane.samples().length; i++) {
        plane.samples()[i] = (byte) (luma ? 60 + random.nextInt(136) : 108 + random.nextInt(41));
      }
    }
    return picture;
  }

  static int greatestDifference(Picture a, Picture b) {
    int greatest = 0;
    for (int i = 0; i < a.planes().size(); i++) {
      Plane left = a.planes().get(i);
      Plane right = b.planes().get(i);
      for (int y = 0; y < left.height(); y++) {
        for (int x = 0; x < left.width(); x++) {
          greatest = Math.max(greatest, Math.abs(left.sample(x, y) - right.sample(x, y)));
        }
      }
    }
    return greatest;
  }

  static Picture crop(Picture picture, Region part) {
    return new Picture(
        picture.subsampling(),
        picture.planes().stream().map(plane -> plane.view(part)).toList(),
        Optional.empty());
  }
}
