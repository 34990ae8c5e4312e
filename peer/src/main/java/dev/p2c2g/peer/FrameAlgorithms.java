package dev.p2c2g.peer;

import dev.p2c2g.config.ConfigException;
import dev.p2c2g.imaging.Algorithm;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.models.ModelException;
import dev.p2c2g.models.ModelSettings;
import dev.p2c2g.models.OnnxModel;
import dev.p2c2g.peer.spi.TaskFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a peer's tasks may name as their algorithm: those built in, and the models of its own. */
final class FrameAlgorithms {
  private static final Logger LOG = System.getLogger("peer");

  private final Map<String, Algorithm> byName = new TreeMap<>();

  /** Those built in alone. */
  FrameAlgorithms() {
    Upscalers.all().forEach(upscaler -> byName.put(upscaler.name(), upscaler));
  }

  /**
   * With models, loaded and tried now.
   *
   * @param lanes the tasks worked on at a time
   * @throws ConfigException with what is wrong with each model that cannot be used
   */
  static FrameAlgorithms with(List<ModelSettings> models, int lanes) {
    FrameAlgorithms algorithms = new FrameAlgorithms();
    List<String> errors = new ArrayList<>();
    for (ModelSettings settings : models) {
      try {
        OnnxModel model = OnnxModel.load(settings, lanes);
        LOG.log(Level.INFO, model.report());
        algorithms.byName.put(model.name(), model);
      } catch (ModelException e) {
        errors.add("models: " + e.getMessage());
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
    return algorithms;
  }

  /** In the order of the alphabet. */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** The one of that name; fails naming those there are. */
  Algorithm named(String name) throws TaskFailedException {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(() ->
            new TaskFailedException(
                "params.algorithm: this peer has no '" + name + "', only " + names()));
  }
}
