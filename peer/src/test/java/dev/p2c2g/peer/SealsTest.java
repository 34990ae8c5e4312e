package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.config.ConfigException;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.ImageHeader;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.SealedTask;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A peer's tasks that are sealed. */
class SealsTest {
  private static final FrameUpscaleParams PARAMS =
      FrameUpscaleParams.of(
          TestPicture.WIDTH,
          TestPicture.HEIGHT,
          2 * TestPicture.WIDTH,
          2 * TestPicture.HEIGHT,
          FrameUpscaleParams.Quality.FAST);

  private final CircleKey key = CircleKey.generate();

  @TempDir private Path folder;

  private static SealedTask sealed(CircleKey key, byte[] picture) {
    return key.circle().seal(ByteBuffer.wrap(picture), PARAMS.sealBinding());
  }

  private ObjectNode params() {
    return PARAMS.toJson().put(Seal.PARAM, key.circle().id());
  }

  private TaskResult execute(String type, ByteBuffer data, ObjectNode params) {
    var config = PeerConfig.defaults().withSealKeys(List.of(key));
    var executors = new TaskExecutors(List.of("echo", "frame_upscale"));
    executors.configure(config);
    var task =
        new TaskAssign("task_1", type, new Payload.Inline(data), params, 1, OptionalLong.empty());
    return executors.execute(task, Optional.of("me"), config.resources(), () -> false);
  }

  private String error(ByteBuffer data, ObjectNode params) {
    return Crowd.failure(execute("frame_upscale", data, params)).error();
  }

  @Test
  void areOpenedDoneAndSealedForTheGamer() throws Exception {
    var task = sealed(key, TestPicture.encoded("jpeg"));
    var result = Crowd.success(execute("frame_upscale", task.bytes(), params())).result();
    assertThat(ImageHeader.read(((Payload.Inline) result).bytes())).isEmpty();
    var opened = task.open(((Payload.Inline) result).view());
    var picture = TestPicture.decoded(opened);
    assertThat(picture.getWidth()).isEqualTo(2 * TestPicture.WIDTH);
    assertThat(TestPicture.alike(TestPicture.colour(0.1, 0.1), picture.getRGB(4, 4))).isTrue();
  }

  @Test
  void ofOneKindAreAnnouncedForEachKey() {
    var executors = new TaskExecutors(List.of("echo"));
    executors.configure(PeerConfig.defaults().withSealKeys(List.of(key)));
    assertThat(executors.features()).containsExactly("sealed:" + key.circle().id());
  }

  @Test
  void doNotOpenWhenTheCoordinatorChangesWhatIsAskedFor() {
    var task = sealed(key, TestPicture.encoded("jpeg"));
    assertThat(error(task.bytes(), params().put("output_quality", 1)))
        .contains("does not open", "for other parameters");
    var region = params();
    region.putObject("region").put("x", 0).put("y", 0).put("width", 8).put("height", 8);
    assertThat(error(task.bytes(), region)).contains("params.region");
  }

  @Test
  void ofAnotherCircleFailWithoutBeingDone() {
    var other = CircleKey.generate();
    var task = sealed(other, TestPicture.encoded("jpeg"));
    assertThat(error(task.bytes(), params())).contains("does not open");
    var id = other.circle().id();
    assertThat(error(task.bytes(), params().put(Seal.PARAM, id)))
        .isEqualTo("params.sealed_to: this peer has no key " + id);
    assertThat(error(task.bytes(), params().put(Seal.PARAM, 5))).contains("params.sealed_to: is 5");
  }

  @Test
  void areCheckedLikeAnyOtherPictureAndSayNothingOfIt() {
    var bomb = ByteBuffer.allocate(24).putLong(0x89504E470D0A1A0AL).putInt(13).putInt(0x49484452);
    var task = sealed(key, bomb.putInt(60_000).putInt(60_000).array());
    assertThat(error(task.bytes(), params())).contains("cannot be done").doesNotContain("60000");
  }

  @Test
  void ofOtherTypesFail() {
    var task = sealed(key, new byte[9]);
    var params = Json.object().put(Seal.PARAM, key.circle().id());
    assertThat(Crowd.failure(execute("echo", task.bytes(), params)).error())
        .isEqualTo("params.sealed_to: echo cannot be sealed");
  }

  @Test
  void keysAreReadFromTheConfigurationsFiles() throws Exception {
    var file = folder.resolve("circle.key");
    key.write(file);
    var yaml = folder.resolve("p.yml");
    Files.writeString(yaml, "peer:\n  seal_keys: [%s]\n".formatted(file));
    assertThat(PeerConfig.load(yaml, Map.of()).sealKeys()).containsExactly(key);

    var none = folder.resolve("none.key");
    Files.writeString(yaml, "peer:\n  seal_keys: [%s, %s]\n".formatted(none, yaml));
    assertThatThrownBy(() -> PeerConfig.load(yaml, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("peer.seal_keys: '%s' is not a file that can be read".formatted(none))
        .hasMessageContaining("'%s' is no key as p2c2g seal new makes it".formatted(yaml));
  }

  @Test
  void keysAreEightAtMost() {
    var nine = IntStream.range(0, 9).mapToObj(_ -> CircleKey.generate()).toList();
    assertThatThrownBy(() -> PeerConfig.defaults().withSealKeys(nine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("peer.seal_keys");
  }
}
