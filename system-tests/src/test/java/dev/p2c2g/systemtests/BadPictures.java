package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.INVALID;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.TOO_LARGE;
import static dev.p2c2g.systemtests.BadMessage.changed;

import dev.p2c2g.systemtests.BadMessage.Sender;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tasks whose picture is none, or not the one its params tell of. */
final class BadPictures {
  private static final int HUGE = 60_000;

  private BadPictures() {}

  static Stream<BadMessage> all() {
    var jpeg = Pictures.jpeg(64, 36);
    return Stream.of(
            picture(INVALID, "no bytes", new byte[0]),
            picture(INVALID, "one byte", new byte[1]),
            picture(INVALID, "text", "not a picture".getBytes(StandardCharsets.UTF_8)),
            picture(INVALID, "a GIF", Pictures.gif(64, 36)),
            picture(INVALID, "a JPEG cut in its header", Arrays.copyOf(jpeg, 40)),
            picture(
                INVALID, "a JPEG without its first byte", Arrays.copyOfRange(jpeg, 1, jpeg.length)),
            picture(INVALID, "a PNG cut in its header", Arrays.copyOf(Pictures.png(64, 36), 20)),
            picture(INVALID, "a PNG of no width", Pictures.bomb(0, 36)),
            picture(INVALID, "a PNG of negative height", Pictures.bomb(64, -36)),
            picture(INVALID, "a JPEG of another width", Pictures.jpeg(65, 36)),
            picture(INVALID, "a PNG of another height", Pictures.png(64, 37)),
            picture(INVALID, "a picture on its side", Pictures.jpeg(36, 64)),
            picture(TOO_LARGE, "a PNG of 60,000 x 60,000 in 1 KB", Pictures.bomb(HUGE, HUGE)),
            text(TOO_LARGE, "the same with true params", honest(HUGE)))
        .flatMap(s -> s);
  }

  private static String honest(int side) {
    var sized =
        changed(
            SUBMIT,
            "'input_width':64,'input_height':36,'output_width':128,'output_height':72",
            "'input_width':%d,'input_height':%d,'output_width':%d,'output_height':%d"
                .formatted(side, side, side, side));
    return withPicture(sized, Pictures.bomb(side, side));
  }

  /** Once in base64, once in an envelope. */
  private static Stream<BadMessage> picture(String code, String name, byte[] bytes) {
    var inline = changed(SUBMIT, BadMessage.url(Pictures.jpeg(64, 36)), "inline:");
    return Stream.concat(
        text(code, name, withPicture(SUBMIT, bytes)),
        Stream.of(
            BadMessage.binary(
                Sender.GAMER, code, name + ", in an envelope", RawClient.envelope(inline, bytes))));
  }

  private static Stream<BadMessage> text(String code, String name, String json) {
    return Stream.of(BadMessage.text(Sender.GAMER, code, name, json));
  }

  private static String withPicture(String submit, byte[] bytes) {
    return changed(submit, BadMessage.url(Pictures.jpeg(64, 36)), BadMessage.url(bytes));
  }
}
