package dev.p2c2g.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRefusalTest {

  private static void requireRefused(ModelSettings settings, String... texts) {
    assertThatThrownBy(() -> OnnxModel.load(settings, 1).close())
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(texts)
        .hasMessageContainingAll(settings.name(), settings.path().toString());
  }

  @Test
  void refusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("text.onnx"), "this is no model");
    requireRefused(new ModelSettings("text", file, 64, 8, 64), "is not an ONNX model");
    byte[] half = Files.readAllBytes(TestModels.file("conv2x"));
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(half, 700));
    requireRefused(new ModelSettings("cut", cut, 64, 8, 64), "is not an ONNX model");
    Path missing = folder.resolve("missing.onnx");
    requireRefused(new ModelSettings("missing", missing, 64, 8, 64), "is not an ONNX model");
  }

  @Test
  void refusesModelsOfOtherShapes() {
    requireRefused(TestModels.settings("grey2x", 64, 8), "its input is [1, 1, -1, -1]", "1 x 3");
    requireRefused(TestModels.settings("nearest3x", 64, 8), "[1, 3, 96, 96]", "2 or 4 times");
    requireRefused(TestModels.settings("fixed2x", 64, 8), "48 x 48", "set tile");
  }

  @Test
  void refusesATileThatTakesTooMuchMemoryAndSaysWhichWouldDo() {
    var settings = new ModelSettings("big", TestModels.file("nearest4x"), 1_024, 16, 64);
    assertThatThrownBy(() -> OnnxModel.load(settings, 1).close())
        .isInstanceOf(ModelException.class)
        .hasMessageMatching(
            ".*with tile 1024 it needs about [0-9]{3} MB.*max_memory_mb is 64;"
                + " set tile to [0-9]{2,3}, or raise max_memory_mb");
  }

  @Test
  void takesTheTileThatItAdvised() {
    var large = new ModelSettings("big", TestModels.file("nearest4x"), 1_024, 16, 64);
    String advice = "";
    try {
      OnnxModel.load(large, 1).close();
    } catch (ModelException e) {
      advice = String.valueOf(e.getMessage()).replaceAll(".*set tile to ([0-9]+),.*", "$1");
    }
    int tile = Integer.parseInt(advice);
    var advised = new ModelSettings("big", TestModels.file("nearest4x"), tile, 16, 64);
    try (OnnxModel model = OnnxModel.load(advised, 8)) {
      assertThat(model.name()).isEqualTo("big");
    }
  }

  @Test
  void measuresTheMemoryOfTheWidestStep() throws Exception {
    ModelProbe probe = ModelProbe.of(TestModels.settings("conv2x", 64, 8));
    // the convolution: 3 floats in and 12 out, or the step after it: 12 in and 12 out; half more
    assertThat(probe.workBytesPerPixel()).isBetween(90L, 200L);
    assertThat(probe.scale()).isEqualTo(2);
  }

  @Test
  void addsUpTheSizesOfEachStepApart() {
    String profile =
        """
        [{"cat" : "Node","name" : "a","args" : {"activation_size" : "10",
          "input_type_shape" : [{"float":[1,3]},{"float":[3]}],"parameter_size" : "99",
          "output_size" : "20"}},
        {"cat" : "Node","name" : "b","args" : {"output_size" : "15","activation_size" : "20"}}]\
        """;
    assertThat(ModelProbe.greatestStep(profile)).isEqualTo(35);
  }

  @Test
  void refusesSettingsOutOfRange() {
    Path file = Path.of("m.onnx");
    assertThatThrownBy(() -> new ModelSettings("m", file, 31, 0, 64)).hasMessageContaining("tile");
    assertThatThrownBy(() -> new ModelSettings("m", file, 32, 9, 64))
        .hasMessageContaining("overlap: '9' is out of range (0 to 8)");
    assertThatThrownBy(() -> new ModelSettings("m", file, 32, 8, 15))
        .hasMessageContaining("max_memory_mb");
  }
}
