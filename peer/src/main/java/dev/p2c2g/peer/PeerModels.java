package dev.p2c2g.peer;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.models.ModelSettings;
import dev.p2c2g.protocol.FrameUpscaleParams;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The section {@code models}: a list of groups. */
final class PeerModels {
  private static final IntRange MODELS = IntRange.of(0, 16);
  private static final IntRange TILE = IntRange.of(ModelSettings.MIN_TILE, ModelSettings.MAX_TILE);
  private static final IntRange OVERLAP = IntRange.of(0, ModelSettings.MAX_OVERLAP);
  private static final IntRange MEMORY =
      IntRange.of(ModelSettings.MIN_MEMORY_MB, ModelSettings.MAX_MEMORY_MB);

  private PeerModels() {}

  static List<ModelSettings> read(Settings settings) {
    List<ModelSettings> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String group : settings.groups("models", MODELS)) {
      read(settings, group)
          .ifPresent(model -> {
            if (names.add(model.name())) {
              models.add(model);
            } else {
              settings.reject(
                  group + ".name", "'" + model.name() + "' is another model's name too");
            }
          });
    }
    return List.copyOf(models);
  }

  private static Optional<ModelSettings> read(Settings settings, String group) {
    var name = settings.required(group + ".name", "what tasks call it", PeerModels::name);
    var path = settings.required(group + ".path", "an ONNX file", PeerModels::path);
    int tile = settings.integer(group + ".tile", 256, TILE);
    int overlap = settings.integer(group + ".overlap", Math.min(16, most(tile)), OVERLAP);
    int memoryMb = settings.integer(group + ".max_memory_mb", 1_024, MEMORY);
    if (overlap > most(tile)) {
      settings.reject(
          group + ".overlap",
          "'" + overlap + "' is too much for tile " + tile + ", which leaves 0 to " + most(tile),
          group + ".tile");
      return Optional.empty();
    }
    return name.flatMap(n -> path.map(p -> new ModelSettings(n, p, tile, overlap, memoryMb)));
  }

  private static int most(int tile) {
    return ModelSettings.mostOverlap(tile);
  }

  private static String name(String name) {
    if (!FrameUpscaleParams.ALGORITHM.matcher(name).matches()) {
      throw new IllegalArgumentException("is not " + FrameUpscaleParams.ALGORITHM_SHAPE);
    }
    if (Upscalers.byName(name).isPresent()) {
      throw new IllegalArgumentException("is the name of a built-in algorithm");
    }
    return name;
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a file's path: " + e.getReason(), e);
    }
    throw new IllegalArgumentException("is not a file that can be read");
  }
}
