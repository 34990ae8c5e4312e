package dev.p2c2g.peer;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.OpenedTask;
import dev.p2c2g.security.SealException;
import dev.p2c2g.security.SealWarmUp;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Opens sealed tasks for their executor, and seals what it made of them, with the keys of the
 * circles that this peer belongs to. Safe for any thread.
 */
final class Seals {
  private static final Logger LOG = System.getLogger("peer");

  private static final String KEYS = "peer.seal_keys";
  private static final IntRange COUNT = IntRange.of(0, Seal.MAX_KEYS);

  private final Map<String, CircleKey> byId = new TreeMap<>();

  Seals(List<CircleKey> keys) {
    keys.forEach(key -> byId.put(key.circle().id(), key));
  }

  static List<CircleKey> readKeys(Settings settings) {
    return settings.list(KEYS, List.of(), COUNT, Seals::key);
  }

  static void requireCount(List<CircleKey> keys) {
    COUNT.require(KEYS, keys.size());
  }

  private static CircleKey key(String file) {
    var path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException("is not a file that can be read");
    }
    try {
      return CircleKey.read(path);
    } catch (IOException e) {
      throw new IllegalArgumentException("is no key as p2c2g seal new makes it", e);
    }
  }

  /** What to announce: a feature for each key. */
  Set<String> features() {
    return byId.keySet().stream().map(Seal.FEATURE::concat).collect(Collectors.toSet());
  }

  /** Makes the first sealed task as quick as the later ones; where there may be some. */
  void warmUp() {
    if (!byId.isEmpty()) {
      var tookMs = SealWarmUp.run().toMillis();
      LOG.log(
          Level.INFO, "opens what is sealed to {0}; warmed up in {1} ms", byId.keySet(), tookMs);
    }
  }

  /** Does a task, sealed or not. */
  TaskOutput execute(TaskExecutor executor, TaskInput input) throws TaskFailedException {
    var keyId = keyId(input);
    if (keyId.isEmpty()) {
      return executor.execute(input);
    }
    var opened = open(keyId.get(), executor, input);
    var output = executeOpened(executor, input.withData(opened.plain()));
    return new TaskOutput(opened.seal(output.result()), output.algorithmUsed());
  }

  private static Optional<String> keyId(TaskInput input) throws TaskFailedException {
    try {
      return Seal.keyId(input.params());
    } catch (ProtocolException e) {
      throw new TaskFailedException(e.text(), e);
    }
  }

  private OpenedTask open(String keyId, TaskExecutor executor, TaskInput input)
      throws TaskFailedException {
    var key =
        Optional.ofNullable(byId.get(keyId))
            .orElseThrow(
                () -> new TaskFailedException("params.sealed_to: this peer has no key " + keyId));
    var binding =
        executor
            .sealBinding(input.params())
            .orElseThrow(() ->
                new TaskFailedException(
                    "params.sealed_to: " + executor.taskType() + " cannot be sealed"));
    try {
      return key.open(input.data(), binding);
    } catch (SealException e) {
      throw new TaskFailedException("the sealed task does not open: " + e.getMessage(), e);
    }
  }

  /** What is wrong with an opened task is for nobody on the way to read. */
  private static TaskOutput executeOpened(TaskExecutor executor, TaskInput input)
      throws TaskFailedException {
    try {
      return executor.execute(input);
    } catch (TaskFailedException e) {
      LOG.log(Level.DEBUG, "a sealed task failed: {0}", e.getMessage());
      throw new TaskFailedException(
          "what was sealed cannot be done; the peer's log says why, at level DEBUG", e);
    }
  }
}
