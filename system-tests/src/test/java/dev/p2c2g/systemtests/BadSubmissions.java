package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.INVALID;
import static dev.p2c2g.systemtests.BadMessage.MALFORMED;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.TOO_LARGE;
import static dev.p2c2g.systemtests.BadMessage.UNSUPPORTED;
import static dev.p2c2g.systemtests.BadMessage.changed;

import dev.p2c2g.systemtests.BadMessage.Sender;
import java.util.stream.Stream;

/** Tasks with a field that is missing, of the wrong type, or out of range. */
final class BadSubmissions {
  private BadSubmissions() {}

  static Stream<BadMessage> all() {
    return Stream.of(names(), urls(), priorities(), deadlines(), sizes(), words(), regions())
        .flatMap(s -> s);
  }

  private static Stream<BadMessage> names() {
    return Stream.of(
        task(MALFORMED, "no request_id", "'request_id':'r1',", ""),
        task(MALFORMED, "request_id a number", "'r1'", "1"),
        task(MALFORMED, "request_id empty", "'r1'", "''"),
        task(MALFORMED, "request_id too long", "'r1'", "'" + "r".repeat(129) + "'"),
        task(MALFORMED, "no task_type", "'task_type':'frame_upscale',", ""),
        task(MALFORMED, "task_type a number", "'frame_upscale'", "1"),
        task(MALFORMED, "task_type too long", "'frame_upscale'", "'" + "t".repeat(65) + "'"),
        task(MALFORMED, "task_type with a space", "'frame_upscale'", "'frame upscale'"),
        task(UNSUPPORTED, "task_type of nobody", "'frame_upscale'", "'coin_mining'"),
        task(MALFORMED, "params a list", "'params':", "'params':[],'unused':"),
        task(MALFORMED, "params a string", "'params':", "'params':'64x36','unused':"),
        task(INVALID, "no params", "'params':", "'unused':"));
  }

  private static Stream<BadMessage> urls() {
    return Stream.of(
        task(MALFORMED, "no data_url", "'data_url'", "'unused'"),
        url("a number", "7"),
        url("empty", "''"),
        url("inline in the text form", "'inline:'"),
        url("a web address", "'https://127.0.0.1/frame.jpg'"),
        url("a file", "'file:///etc/passwd'"),
        url("a data URL", "'data:image/jpeg;base64,AAAA'"),
        url("base64 in capitals", "'BASE64://AAAA'"),
        url("base64 with a foreign character", "'base64://AA@A'"),
        url("base64 of the URL alphabet", "'base64://_-_-'"),
        url("base64 that breaks off", "'base64://AAAAA'"),
        url("base64 with padding in the middle", "'base64://AA==AAAA'"),
        url("s3 without a bucket", "'s3:///frame.jpg'"),
        url("s3 without a key", "'s3://bucket'"),
        url("s3 with a line break", "'s3://bucket/a\\nb'"));
  }

  private static Stream<BadMessage> priorities() {
    return Stream.of("'5'", "-1", "10", "5.5", "1e400", "99999999999999999999", "true", "[5]")
        .map(value -> task(MALFORMED, "priority " + value, "'priority':5", "'priority':" + value));
  }

  private static Stream<BadMessage> deadlines() {
    return Stream.of("0", "-100", "86400001", "0.5", "1e400", "'soon'", "{}")
        .map(value ->
            task(
                MALFORMED,
                "deadline_ms " + value,
                "'deadline_ms':20000",
                "'deadline_ms':" + value));
  }

  private static Stream<BadMessage> sizes() {
    return Stream.of(
        task(INVALID, "no input_width", "'input_width':64,", ""),
        task(INVALID, "no output_height", "'output_height':72,", ""),
        task(INVALID, "input_width a string", "'input_width':64", "'input_width':'64'"),
        task(INVALID, "input_width a fraction", "'input_width':64", "'input_width':64.5"),
        task(INVALID, "input_width 0", "'input_width':64", "'input_width':0"),
        task(INVALID, "input_height negative", "'input_height':36", "'input_height':-36"),
        task(
            INVALID,
            "output_width over 32 bits",
            "'output_width':128",
            "'output_width':4294967424"),
        task(INVALID, "output_width over 64 bits", "'output_width':128", "'output_width':1e30"),
        task(INVALID, "wider than 4 times", "'output_width':128", "'output_width':257"),
        task(INVALID, "higher than 4 times", "'output_height':72", "'output_height':145"),
        task(INVALID, "narrower than the input", "'output_width':128", "'output_width':63"),
        task(INVALID, "lower than the input", "'output_height':72", "'output_height':35"),
        task(
            TOO_LARGE,
            "an output of too many pixels",
            "'output_width':128",
            "'output_width':2147483647"),
        task(
            TOO_LARGE,
            "an input of too many pixels",
            "'input_height':36",
            "'input_height':2147483647"));
  }

  private static Stream<BadMessage> words() {
    return Stream.of(
        task(INVALID, "quality unknown", "'fast'", "'best'"),
        task(INVALID, "quality in capitals", "'fast'", "'FAST'"),
        task(INVALID, "quality a number", "'fast'", "1"),
        task(INVALID, "quality empty", "'fast'", "''"),
        task(INVALID, "quality of emoji", "'fast'", "'" + "a" + "\ud83c\udfae".repeat(40) + "'"),
        task(INVALID, "output_format unknown", "'fast'", "'fast','output_format':'gif'"),
        task(INVALID, "output_format a list", "'fast'", "'fast','output_format':['png']"),
        task(INVALID, "output_quality 0", "'fast'", "'fast','output_quality':0"),
        task(INVALID, "output_quality 101", "'fast'", "'fast','output_quality':101"),
        task(INVALID, "output_quality a string", "'fast'", "'fast','output_quality':'90'"));
  }

  private static Stream<BadMessage> regions() {
    return Stream.of(
        region("a string", "'0,0,10,10'"),
        region("without a height", "{'x':0,'y':0,'width':10}"),
        region("left of the picture", "{'x':-1,'y':0,'width':10,'height':10}"),
        region("beyond the right edge", "{'x':120,'y':0,'width':9,'height':10}"),
        region("beyond the lower edge", "{'x':0,'y':72,'width':10,'height':1}"),
        region("without an area", "{'x':0,'y':0,'width':0,'height':10}"),
        region("of sums over 32 bits", "{'x':2147483647,'y':0,'width':2147483647,'height':10}"));
  }

  private static BadMessage region(String name, String value) {
    return task(INVALID, "region " + name, "'fast'", "'fast','region':" + value);
  }

  private static BadMessage url(String name, String value) {
    return task(MALFORMED, "data_url " + name, "'data_url':", "'data_url':" + value + ",'unused':");
  }

  private static BadMessage task(String code, String name, String part, String replacement) {
    return BadMessage.text(Sender.GAMER, code, name, changed(SUBMIT, part, replacement));
  }
}
