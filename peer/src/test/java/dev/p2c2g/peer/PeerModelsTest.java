package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.p2c2g.config.ConfigException;
import dev.p2c2g.models.ModelSettings;
import dev.p2c2g.peer.spi.TaskFailedException;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the peer's own: their configuration, and tasks that name them. */
class PeerModelsTest {
  private static final Path MODEL =
      Path.of("../models/src/test/resources/dev/p2c2g/models/nearest4x.onnx");

  @TempDir Path folder;

  private PeerConfig load(String yaml) throws IOException {
    return PeerConfig.load(Files.writeString(folder.resolve("p.yml"), yaml), Map.of());
  }

  private List<String> errors(String yaml) {
    var thrown = catchThrowableOfType(ConfigException.class, () -> load(yaml));
    assertThat(thrown).as("an exception for:%n%s", yaml).isNotNull();
    return thrown.errors().stream().map(e -> e.replace(folder + "/", "")).toList();
  }

  @Test
  void readsModelsWithTheirDefaults() throws IOException {
    var config =
        load(
            """
            models:
              - name: my-esrgan
                path: %s
              - name: small
                path: %s
                tile: 32
                overlap: 8
                max_memory_mb: 16
            """
                .formatted(MODEL, MODEL));
    assertThat(config.models())
        .containsExactly(
            new ModelSettings("my-esrgan", MODEL, 256, 16, 1_024),
            new ModelSettings("small", MODEL, 32, 8, 16));
  }

  @Test
  void namesEveryErrorAtOnce() {
    assertThat(
            errors(
                """
                models:
                  - name: my model
                    path: %s
                    tile: 31
                  - name: cubic
                    path: missing.onnx
                  - path: %s
                    tile: 64
                    overlap: 40
                    max_memory_mb: 8
                """
                    .formatted(MODEL, MODEL)))
        .containsExactly(
            "p.yml:2: models[1].name: 'my model' is not 1 to 32 of A-Z a-z 0-9 . _ -",
            "p.yml:4: models[1].tile: '31' is out of range (32 to 1024)",
            "p.yml:5: models[2].name: 'cubic' is the name of a built-in algorithm",
            "p.yml:6: models[2].path: 'missing.onnx' is not a file that can be read",
            "p.yml:7: models[3].name: must be given: what tasks call it",
            "p.yml:9: models[3].overlap: '40' is too much for tile 64, which leaves 0 to 24",
            "p.yml:10: models[3].max_memory_mb: '8' is out of range (16 to 1048576)");
  }

  @Test
  void refusesTwoModelsOfOneName() {
    assertThat(
            errors(
                """
                models:
                  - name: a
                    path: %s
                  - name: a
                    path: %s
                """
                    .formatted(MODEL, MODEL)))
        .containsExactly("p.yml:4: models[2].name: 'a' is another model's name too");
  }

  @Test
  void refusesToStartWithModelsThatDoNotRunAndSaysSoOfEach() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");
    var config =
        load(
            """
            models:
              - name: first
                path: %s
              - name: second
                path: %s
            """
                .formatted(broken, broken));
    var thrown =
        catchThrowableOfType(
            ConfigException.class, () -> new FrameUpscaleExecutor().configure(config));
    assertThat(thrown.errors()).hasSize(2);
    assertThat(thrown.errors().get(1)).contains("models: model 'second'", "not an ONNX model");
  }

  @Test
  void doesTasksThatNameItsModelOrABuiltInAlgorithm() throws Exception {
    var executor = new FrameUpscaleExecutor();
    executor.configure(
        load("models:\n  - name: my-esrgan\n    path: %s\n    tile: 64\n".formatted(MODEL)));
    assertThat(executor.features()).contains("region", "algorithm:my-esrgan", "algorithm:sharp");
    for (String name : List.of("my-esrgan", "sharp", "learned")) {
      TaskOutput output = execute(executor, name);
      assertThat(output.algorithmUsed()).isEqualTo(name);
      var result = new byte[output.result().remaining()];
      output.result().duplicate().get(result);
      assertThat(TestPicture.decoded(result).getWidth()).isEqualTo(100);
    }
    assertThatThrownBy(() -> execute(executor, "theirs"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContainingAll("params.algorithm", "theirs", "cubic", "my-esrgan", "sharp");
  }

  private static TaskOutput execute(FrameUpscaleExecutor executor, String algorithm)
      throws TaskFailedException {
    var params =
        FrameUpscaleParams.of(TestPicture.WIDTH, TestPicture.HEIGHT, 100, 72, Quality.FAST)
            .toJson()
            .put("algorithm", algorithm);
    var data = ByteBuffer.wrap(TestPicture.encoded("jpeg"));
    return executor.execute(TaskInput.unhurried(data, params, 100_000));
  }
}
