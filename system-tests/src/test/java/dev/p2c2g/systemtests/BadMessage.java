package dev.p2c2g.systemtests;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A message that must be refused.
 *
 * @param name what is wrong with it
 * @param code the error code that docs/protocol.md gives it
 */
record BadMessage(String name, Sender sender, Content content, String code) {

  /** Who sends it, and so what he may do. */
  enum Sender {
    /** A connection that will submit tasks. */
    GAMER,
    /** A connection that will register as a peer. */
    NEWCOMER,
    /** A registered peer. */
    PEER
  }

  sealed interface Content {}

  record Text(String json) implements Content {}

  record Binary(ByteBuffer bytes) implements Content {}

  static final String MALFORMED = "malformed_message";
  static final String UNKNOWN = "unknown_message_type";
  static final String FORBIDDEN = "forbidden";
  static final String INVALID = "invalid_params";
  static final String TOO_LARGE = "payload_too_large";
  static final String UNSUPPORTED = "unsupported_task_type";

  /** A task as it should be; each bad one differs in one place. */
  static final String SUBMIT =
      json(
          """
          {'msg_type':'task_submit','request_id':'r1','task_type':'frame_upscale',\
          'data_url':'%s','params':{'input_width':64,'input_height':36,\
          'output_width':128,'output_height':72,'quality':'fast'},'priority':5,'deadline_ms':20000}\
          """
              .formatted(url(Pictures.jpeg(64, 36))));

  static final String REGISTER =
      json(
          """
          {'msg_type':'peer_register','peer_id':'auto','capabilities':{'cpu_cores':8,'ram_gb':16,\
          'gpu':true,'gpu_vram_gb':8},'task_types':['raw'],'max_concurrent_tasks':4,'features':['region']}\
          """);

  static final String HEARTBEAT =
      json("{'msg_type':'heartbeat','peer_id':'peer_a','timestamp':1234567890,'load':0.45}");

  static final String RESULT =
      json(
          """
          {'msg_type':'task_result','task_id':'task_x','success':true,'result_url':'base64://AAAA',\
          'processing_time_ms':12.5,'peer_id':'peer_a','algorithm_used':'none'}\
          """);

  static BadMessage text(Sender sender, String code, String name, String json) {
    return new BadMessage(name, sender, new Text(json(json)), code);
  }

  static BadMessage binary(Sender sender, String code, String name, byte[] bytes) {
    return new BadMessage(name, sender, new Binary(ByteBuffer.wrap(bytes)), code);
  }

  /** JSON with its quotes the other way round, for legible Java. */
  static String json(String text) {
    return text.replace('\'', '"');
  }

  static String url(byte[] bytes) {
    return "base64://" + Base64.getEncoder().encodeToString(bytes);
  }

  /** The message with one part of it replaced; quotes may be single. */
  static String changed(String message, String part, String replacement) {
    var from = json(part);
    if (!message.contains(from)) {
      throw new IllegalArgumentException("no " + part + " in " + message);
    }
    return message.replace(from, json(replacement));
  }

  @Override
  public String toString() {
    return sender + ": " + name + " -> " + code;
  }
}
