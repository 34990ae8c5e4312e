package dev.p2c2g.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QualityCommandTest {
  private static final int RUNGS = Upscalers.all().size();

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresEveryRungOnEveryFrame() throws IOException {
    GeneratedFrames.write(folder.resolve("a.png"), 64, 64);
    GeneratedFrames.write(folder.resolve("b.png"), 80, 64);
    Files.writeString(folder.resolve("notes.txt"), "not a frame");
    Path json = folder.resolve("quality.json");
    Path crops = folder.resolve("sheet.crops");

    assertThat(run("--json", json.toString(), "--crops", crops.toString())).isZero();

    List<String> lines = out.toString().lines().toList();
    for (Upscaler rung : Upscalers.all()) {
      assertThat(lines).anyMatch(line -> line.startsWith(rung.name() + " "));
    }
    assertThat(out.toString()).contains("2 frames", "clean", "90", "85", "worst");
    checkFigures(new JsonMapper().readTree(json.toFile()));
    checkSheet(ImageIO.read(crops.toFile()));
  }

  private static void checkFigures(JsonNode json) {
    assertThat(json.path("rungs").size()).isEqualTo(RUNGS);
    assertThat(json.path("scores").size()).isEqualTo(RUNGS * 3 * 2);
    JsonNode cubic = json.path("rungs").path(0);
    assertThat(cubic.path("rung").stringValue()).isEqualTo("cubic");
    for (String input : List.of("clean", "90", "85")) {
      JsonNode figures = cubic.path("inputs").path(input);
      assertThat(figures.path("gain_db").doubleValue()).isZero();
      assertThat(figures.path("psnr_db").doubleValue()).isBetween(10.0, 50.0);
      assertThat(figures.path("ssim").doubleValue()).isBetween(0.1, 0.9999);
    }
    assertThat(cubic.path("ms_per_frame").doubleValue()).isPositive();
  }

  private static void checkSheet(BufferedImage sheet) {
    int tiles = RUNGS + 1;
    int lines = Math.ceilDiv(tiles, CropSheet.COLUMNS);
    // 64x64 and 80x64 less 16 of border on each side, enlarged
    int widest = CropSheet.MAGNIFIED * 48;
    int height = CropSheet.MAGNIFIED * 32;
    int columns = Math.min(tiles, CropSheet.COLUMNS);
    assertThat(sheet.getWidth()).isEqualTo(CropSheet.GAP + columns * (widest + CropSheet.GAP));
    assertThat(sheet.getHeight())
        .isEqualTo(
            2
                * (CropSheet.TITLE_HEIGHT
                    + lines * (CropSheet.LABEL_HEIGHT + height + CropSheet.GAP)));
  }

  @Test
  void measuresOnlyTheRungsAndInputsAskedFor() throws IOException {
    GeneratedFrames.write(folder.resolve("a.png"), 64, 64);
    assertThat(run("--rung", "learned", "--inputs", "point,bicubic-75")).isZero();
    assertThat(out.toString()).contains("cubic", "learned", "point", "bicubic-75");
    assertThat(out.toString()).doesNotContain("sharp", "clean");
  }

  @Test
  void saysThatAFolderHasNoFrames() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("has no frames", ".png");
  }

  @Test
  void saysThatThereIsNoFolder() {
    folder = folder.resolve("nowhere");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("is not a folder");
  }

  @Test
  void saysWhichFrameIsOdd() throws IOException {
    GeneratedFrames.write(folder.resolve("even.png"), 64, 64);
    GeneratedFrames.write(folder.resolve("odd.png"), 65, 64);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("odd.png", "65x64", "even");
  }

  @Test
  void saysWhichFrameIsTooSmall() throws IOException {
    GeneratedFrames.write(folder.resolve("small.png"), 62, 64);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("small.png", "62x64", "at least 64");
  }

  @Test
  void saysWhichFrameIsBroken() throws IOException {
    Files.writeString(folder.resolve("broken.jpg"), "no picture");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("broken.jpg", "is not a JPEG");
  }

  @Test
  void saysWhichRungsThereAre() {
    assertThat(run("--rung", "nearest")).isEqualTo(2);
    assertThat(err.toString()).contains("'nearest'", "cubic", "learned");
  }

  @Test
  void saysWhichInputsThereAre() {
    assertThat(run("--inputs", "clean,jpeg90")).isEqualTo(2);
    assertThat(err.toString()).contains("'jpeg90'", "bicubic");
  }

  private int run(String... options) {
    CommandLine command = new CommandLine(new QualityCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[options.length + 1];
    words[0] = folder.toString();
    System.arraycopy(options, 0, words, 1, options.length);
    return command.execute(words);
  }
}
