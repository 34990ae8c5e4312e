package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.HEARTBEAT;
import static dev.p2c2g.systemtests.BadMessage.MALFORMED;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.UNKNOWN;
import static dev.p2c2g.systemtests.BadMessage.changed;

import dev.p2c2g.systemtests.BadMessage.Sender;
import java.util.stream.Stream;

/** Text that is not JSON, or not a message. */
final class BadJson {
  private BadJson() {}

  static Stream<BadMessage> all() {
    return Stream.of(syntax(), numbers(), strings(), types()).flatMap(s -> s);
  }

  private static Stream<BadMessage> syntax() {
    return Stream.of(
        gamer("empty text", ""),
        gamer("white space alone", " \n\t "),
        gamer("a word", "hello"),
        gamer("a list", "[]"),
        gamer("a number", "42"),
        gamer("null", "null"),
        gamer("a string", "'task_submit'"),
        gamer("cut in the middle", SUBMIT.substring(0, SUBMIT.length() / 2)),
        gamer("cut before the last brace", SUBMIT.substring(0, SUBMIT.length() - 1)),
        gamer("two objects", SUBMIT + SUBMIT),
        gamer("text behind the object", "{'msg_type':'stats_request'} and more"),
        gamer("a trailing comma", "{'msg_type':'stats_request',}"),
        gamer("a comment", "{'msg_type':'stats_request'/* please */}"),
        gamer("names without quotes", "{msg_type:'stats_request'}"),
        gamer("a key twice", "{'msg_type':'stats_request','msg_type':'stats_request'}"),
        gamer(
            "a key twice in params",
            changed(SUBMIT, "'input_width':64", "'input_width':64,'input_width':64")),
        gamer("10,000 lists in each other", "[".repeat(10_000)),
        gamer(
            "100 objects in each other in params",
            changed(
                SUBMIT, "'input_width':64", "'a':" + "{'a':".repeat(100) + "1" + "}".repeat(100))),
        gamer(
            "a name of 10,000 characters",
            "{'msg_type':'stats_request','" + "n".repeat(10_000) + "':1}"));
  }

  private static Stream<BadMessage> numbers() {
    return Stream.of(
        gamer("not a number", changed(SUBMIT, "'priority':5", "'priority':NaN")),
        gamer("infinity", changed(SUBMIT, "'priority':5", "'priority':Infinity")),
        gamer("a leading zero", changed(SUBMIT, "'priority':5", "'priority':05")),
        gamer("a plus sign", changed(SUBMIT, "'priority':5", "'priority':+5")),
        gamer("10,000 digits", changed(SUBMIT, "'priority':5", "'priority':" + "9".repeat(10_000))),
        gamer(
            "an exponent beyond any type",
            changed(SUBMIT, "'priority':5", "'priority':1e999999999")),
        BadMessage.text(
            Sender.PEER,
            MALFORMED,
            "a load beyond any double",
            changed(HEARTBEAT, "0.45", "1e999999999")));
  }

  private static Stream<BadMessage> strings() {
    return Stream.of(
        gamer("a line break in a string", changed(SUBMIT, "'r1'", "'r\n1'")),
        gamer("NUL in a string", changed(SUBMIT, "'r1'", "'r\0'")),
        gamer("an unknown escape", changed(SUBMIT, "'r1'", "'\\x41'")),
        gamer("half an escape", changed(SUBMIT, "'r1'", "'\\u12'")),
        gamer("a high surrogate alone", changed(SUBMIT, "'r1'", "'\\ud83c'")),
        gamer("a low surrogate alone", changed(SUBMIT, "'r1'", "'\\udfae'")),
        gamer("surrogates in the wrong order", changed(SUBMIT, "'r1'", "'\\udfae\\ud83c'")),
        gamer(
            "a surrogate alone in a name in params",
            changed(SUBMIT, "'quality'", "'\\ud83c':1,'quality'")));
  }

  private static Stream<BadMessage> types() {
    return Stream.of(
        gamer("no msg_type", "{}"),
        gamer("msg_type null", "{'msg_type':null}"),
        gamer("msg_type a number", "{'msg_type':7}"),
        gamer("msg_type an object", "{'msg_type':{'task_submit':1}}"),
        gamer("msg_type empty", "{'msg_type':''}"),
        gamer("msg_type a surrogate alone", "{'msg_type':'\\ud83c'}"),
        gamer("msg_type of 10,000 characters", "{'msg_type':'" + "t".repeat(10_000) + "'}"),
        unknown("a msg_type nobody knows", "{'msg_type':'task_please'}"),
        unknown("a msg_type in capitals", "{'msg_type':'STATS_REQUEST'}"),
        unknown("a msg_type with a space", "{'msg_type':'stats_request '}"),
        unknown("a msg_type of emoji", "{'msg_type':'" + "\ud83c\udfae".repeat(30) + "'}"));
  }

  private static BadMessage gamer(String name, String json) {
    return BadMessage.text(Sender.GAMER, MALFORMED, name, json);
  }

  private static BadMessage unknown(String name, String json) {
    return BadMessage.text(Sender.GAMER, UNKNOWN, name, json);
  }
}
