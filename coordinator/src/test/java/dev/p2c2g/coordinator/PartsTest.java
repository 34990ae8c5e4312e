package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;

/** Frames that two peers share, over real sockets. */
class PartsTest {
  private static final int WIDTH = 16;
  private static final int HEIGHT = 128;
  private static final String REGION = "\"region\"";
  private static final String TASK =
      """
      {"msg_type":"task_submit","request_id":"REQUEST","task_type":"frame_upscale","data_url":"PICTURE",
       "params":{"input_width":8,"input_height":64,"output_width":16,"output_height":128}}\
      """;

  /** Long enough to be worth splitting. */
  private static final int WORK_MS = 20;

  @Test
  void joinsThePartsOfTwoPeersIntoOnePicture() throws Exception {
    try (var coordinator = Given.coordinator("scheduling.split_over_ms=1");
        var gamer = RawClient.connect(coordinator);
        var a = new AnsweringPeer(coordinator, "peer_a", REGION, working(0.9f, "cubic"));
        var b = new AnsweringPeer(coordinator, "peer_b", REGION, working(0.9f, "lanczos"))) {
      var result = firstSplit(gamer, a, b);
      var taskId = result.text("task_id");
      assertThat(taskId).doesNotContain(".");
      assertThat(a.tasks().getLast()).matches(taskId + "\\.[12]of2");
      assertThat(b.tasks().getLast()).matches(taskId + "\\.[12]of2");
      assertThat(result.text("algorithm_used")).contains("+").contains("cubic", "lanczos");
      assertThat(result.json().path("processing_time_ms").asDouble()).isEqualTo(1.5);
      var picture = picture(result);
      assertThat(picture.getHeight()).isEqualTo(HEIGHT);
      for (var y = 8; y < HEIGHT; y += 16) {
        assertThat(grey(picture, y)).as("row %d", y).isBetween(y - 6, y + 6);
      }
    }
  }

  @Test
  void hasAPartOfAnotherEncoderDoneAgainElsewhere() throws Exception {
    try (var coordinator = Given.coordinator("scheduling.split_over_ms=1");
        var gamer = RawClient.connect(coordinator);
        var a = new AnsweringPeer(coordinator, "peer_a", REGION, working(0.9f, "cubic"));
        var b = new AnsweringPeer(coordinator, "peer_b", REGION, working(0.5f, "other"))) {
      var result = firstSplit(gamer, a, b);
      assertThat(picture(result).getHeight()).isEqualTo(HEIGHT);
      assertThat(result.text("algorithm_used")).isIn("cubic", "other");
      assertThat(result.json().path("attempts").asInt()).isEqualTo(2);
    }
  }

  @Test
  void hasAPartThatIsNotWhatWasAskedForDoneAgain() throws Exception {
    // made beforehand: both peers are to be equally fast from their first task on
    var picture = jpeg(0, HEIGHT, 0.9f);
    Function<RawClient.Received, String> whole =
        assign -> {
          pause();
          return done(assign, picture, "whole");
        };
    try (var coordinator = Given.coordinator("scheduling.split_over_ms=1");
        var gamer = RawClient.connect(coordinator);
        var a = new AnsweringPeer(coordinator, "peer_a", REGION, working(0.9f, "cubic"));
        var b = new AnsweringPeer(coordinator, "peer_b", REGION, whole)) {
      var result = firstSplit(gamer, a, b);
      assertThat(picture(result).getHeight()).isEqualTo(HEIGHT);
      assertThat(result.text("algorithm_used")).isEqualTo("cubic");
    }
  }

  @Test
  void splitsNothingWhenToldNever() throws Exception {
    try (var coordinator = Given.coordinator("scheduling.split_over_ms=0");
        var gamer = RawClient.connect(coordinator);
        var a = new AnsweringPeer(coordinator, "peer_a", REGION, working(0.9f, "cubic"));
        var b = new AnsweringPeer(coordinator, "peer_b", REGION, working(0.9f, "cubic"))) {
      for (var i = 0; i < 8; i++) {
        var _ = upscaled(gamer, "r" + i);
      }
      assertThat(a.tasks()).noneMatch(PartsTest::isPart);
      assertThat(b.tasks()).noneMatch(PartsTest::isPart);
    }
  }

  @Test
  void splitsNothingOverPeersWithoutTheFeatureOrWithFeaturesNobodyKnows() throws Exception {
    try (var coordinator = Given.coordinator("scheduling.split_over_ms=1");
        var gamer = RawClient.connect(coordinator);
        var a = new AnsweringPeer(coordinator, "peer_a", "", working(0.9f, "cubic"));
        var b = new AnsweringPeer(coordinator, "peer_b", "\"dance\"", working(0.9f, "cubic"))) {
      for (var i = 0; i < 8; i++) {
        var _ = upscaled(gamer, "r" + i);
      }
      assertThat(a.tasks()).noneMatch(PartsTest::isPart);
      assertThat(b.tasks()).noneMatch(PartsTest::isPart);
    }
  }

  /** Both peers are measured by whole frames first; then comes one that they share. */
  private static RawClient.Received firstSplit(RawClient gamer, AnsweringPeer a, AnsweringPeer b)
      throws InterruptedException {
    for (var i = 0; i < 50; i++) {
      var result = upscaled(gamer, "r" + i);
      if (a.tasks().stream().anyMatch(PartsTest::isPart)
          || b.tasks().stream().anyMatch(PartsTest::isPart)) {
        return result;
      }
    }
    throw new AssertionError("no frame was split: " + a.tasks() + b.tasks());
  }

  private static RawClient.Received upscaled(RawClient gamer, String requestId)
      throws InterruptedException {
    gamer.text(
        TASK.replace("REQUEST", requestId).replace("PICTURE", Given.base64(Given.jpeg(8, 64))));
    gamer.next("task_accepted");
    var result = gamer.next("task_result");
    assertThat(result.json().path("success").asBoolean()).as("%s", result.json()).isTrue();
    return result;
  }

  private static boolean isPart(String taskId) {
    return taskId.contains(".");
  }

  /** A peer that does what it is told, in its own quality. */
  private static Function<RawClient.Received, String> working(float quality, String algorithm) {
    return assign -> {
      pause();
      var region = assign.json().path("params").path("region");
      var y = region.path("y").asInt(0);
      var height = region.path("height").asInt(HEIGHT);
      return done(assign, jpeg(y, height, quality), algorithm);
    };
  }

  private static String done(RawClient.Received assign, byte[] jpeg, String algorithm) {
    return Given.done(assign.text("task_id"), Given.base64(jpeg))
        .replace("\"algorithm_used\":\"echo\"", "\"algorithm_used\":\"" + algorithm + "\"");
  }

  private static void pause() {
    try {
      Thread.sleep(WORK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rows of a picture whose grey is their number. */
  private static byte[] jpeg(int fromRow, int rows, float quality) {
    var image = new BufferedImage(WIDTH, rows, BufferedImage.TYPE_INT_RGB);
    for (var y = 0; y < rows; y++) {
      for (var x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, (fromRow + y) * 0x010101);
      }
    }
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      var params = writer.getDefaultWriteParam();
      params.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      params.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), params);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  private static BufferedImage picture(RawClient.Received result) throws IOException {
    var base64 = result.text("result_url").substring("base64://".length());
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  private static int grey(BufferedImage picture, int y) {
    return picture.getRGB(WIDTH / 2, y) & 0xff;
  }
}
