package dev.p2c2g.protocol;

import static dev.p2c2g.protocol.Names.ID;
import static dev.p2c2g.protocol.Names.ID_SHAPE;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Turns one JSON object, and the bytes that came with it, into a validated message. */
final class MessageReader {
  static final String INLINE = "inline:";
  static final String BASE64 = "base64://";

  private static final int MAX_TEXT = 2_000;
  private static final int MAX_REQUEST_ID = 128;
  private static final int MAX_LANES = 1_024;
  private static final int MAX_ATTEMPT = 1_000;
  private static final int MAX_REASON = 100;

  /** In characters of names and texts; what is larger belongs into the payload. */
  private static final int MAX_PARAMS = 65_536;

  private static final long MAX_DEADLINE_MS = 24L * 3_600_000;
  private static final double MAX_MS = 1e9;
  private static final String URL_SHAPE =
      "\"inline:\" (binary envelope), base64://<standard base64> or s3://bucket/key";

  private final Fields fields;
  private final Optional<ByteBuffer> attached;

  /**
   * @param attached the bytes behind the header of an envelope; empty for the text form
   */
  private MessageReader(Fields fields, Optional<ByteBuffer> attached) {
    this.fields = fields;
    this.attached = attached;
  }

  static Message read(ObjectNode object, Optional<ByteBuffer> attached) throws ProtocolException {
    var fields = new Fields(object, "", ErrorCode.MALFORMED_MESSAGE);
    try {
      return new MessageReader(fields, attached).read();
    } catch (ProtocolException e) {
      throw e.about(idOrEmpty(object, "request_id"), idOrEmpty(object, "task_id"));
    }
  }

  private Message read() throws ProtocolException {
    var type = fields.string("msg_type", 64);
    return switch (type) {
      case "task_submit" -> taskSubmit();
      case "task_result" -> taskResult();
      case "task_assign" -> taskAssign();
      default -> {
        var message = withoutPayload(type);
        if (attached.filter(ByteBuffer::hasRemaining).isPresent()) {
          throw ProtocolException.malformed(
              type + " carries no payload, but bytes follow the header");
        }
        yield message;
      }
    };
  }

  private Message withoutPayload(String type) throws ProtocolException {
    return switch (type) {
      case "heartbeat" ->
          new Heartbeat(
              peerId(),
              fields.number("timestamp", 0, Double.MAX_VALUE),
              fields.number("load", 0, 1));
      case "task_cancel" -> new TaskCancel(taskId());
      case "task_fetch" -> new TaskFetch(requestId(), taskId());
      case "task_status" -> new TaskStatus(requestId(), taskId(), taskState());
      case "task_accepted" ->
          new TaskAccepted(requestId(), taskId(), fields.optionalNumber("expected_ms", 0, MAX_MS));
      case "peer_register" -> peerRegister();
      case "peer_registered" ->
          new PeerRegistered(
              id("peer_id"),
              fields.integer("heartbeat_interval_ms", 1, MAX_DEADLINE_MS),
              fields.optionalInteger("max_message_bytes", 1, Long.MAX_VALUE));
      case "peer_drain" -> new PeerDrain(peerId());
      case "peer_pause" -> new PeerPause(peerId(), fields.optionalString("reason", MAX_REASON));
      case "peer_resume" -> new PeerResume(peerId());
      case "peer_drained" -> new PeerDrained();
      case "stats_request" -> new StatsRequest();
      case "stats" ->
          new Stats(
              count("active_peers"),
              count("pending_tasks"),
              count("completed_tasks"),
              count("failed_tasks"));
      case "authenticate" -> new Authenticate(fields.string("token", 8_192));
      case "authenticated" -> new Authenticated(fields.string("subject", 256), role());
      case "error" -> error();
      default ->
          throw new ProtocolException(
              ErrorCode.UNKNOWN_MESSAGE_TYPE,
              "msg_type: \"" + type + "\" is not one of this protocol; see docs/protocol.md");
    };
  }

  private TaskSubmit taskSubmit() throws ProtocolException {
    return new TaskSubmit(
        requestId(),
        id("task_type"),
        payload("data_url"),
        params(),
        (int) fields.optionalInteger("priority", 0, 9).orElse(5),
        fields.optionalInteger("deadline_ms", 1, MAX_DEADLINE_MS));
  }

  private TaskAssign taskAssign() throws ProtocolException {
    return new TaskAssign(
        taskId(),
        id("task_type"),
        payload("data_url"),
        params(),
        attempt().orElse(1),
        fields.optionalInteger("deadline_ms", 0, MAX_DEADLINE_MS));
  }

  private TaskResult taskResult() throws ProtocolException {
    return new TaskResult(
        taskId(), fields.bool("success") ? success() : failure(), peerId(), delivery(), attempt());
  }

  private OptionalInt attempt() throws ProtocolException {
    var attempt = fields.optionalInteger("attempt", 1, MAX_ATTEMPT);
    return attempt.isPresent() ? OptionalInt.of((int) attempt.getAsLong()) : OptionalInt.empty();
  }

  private TaskResult.Success success() throws ProtocolException {
    return new TaskResult.Success(
        payload("result_url"),
        fields.number("processing_time_ms", 0, MAX_MS),
        fields.optionalString("algorithm_used", 256).orElse("unknown"));
  }

  private TaskResult.Failure failure() throws ProtocolException {
    if (attached.filter(ByteBuffer::hasRemaining).isPresent()) {
      throw ProtocolException.malformed(
          "task_result: success is false, but result bytes follow the header");
    }
    return new TaskResult.Failure(
        fields.shortened("error", MAX_TEXT), fields.optionalString("code", 64));
  }

  private Optional<TaskResult.Delivery> delivery() throws ProtocolException {
    var request = fields.optionalString("request_id", MAX_REQUEST_ID);
    if (request.isEmpty()) {
      return Optional.empty();
    }
    var timings = fields.object("timings");
    return Optional.of(
        new TaskResult.Delivery(
            request.get(),
            (int) fields.integer("attempts", 0, MAX_ATTEMPT),
            new Timings(
                timings.number("queue_ms", 0, MAX_MS),
                timings.number("peer_ms", 0, MAX_MS),
                timings.number("total_ms", 0, MAX_MS),
                timings.optionalNumber("network_ms", 0, MAX_MS))));
  }

  private PeerRegister peerRegister() throws ProtocolException {
    var machine = fields.object("capabilities");
    var capabilities =
        new Capabilities(
            (int) machine.integer("cpu_cores", 1, 65_536),
            machine.number("ram_gb", 0, 1e6),
            machine.bool("gpu"),
            machine.optionalNumber("gpu_vram_gb", 0, 1e6));
    return new PeerRegister(
        peerId().filter(id -> !id.equals("auto")),
        capabilities,
        taskTypes(),
        (int) fields.optionalInteger("max_concurrent_tasks", 1, MAX_LANES).orElse(1),
        fields.optionalStrings("features", 64, ID, ID_SHAPE, List.of()));
  }

  private List<String> taskTypes() throws ProtocolException {
    var types = fields.optionalStrings("task_types", 64, ID, ID_SHAPE, List.of("frame_upscale"));
    if (types.isEmpty()) {
      throw ProtocolException.malformed(
          "task_types: is an empty list; must be absent, or name at least one");
    }
    return types;
  }

  private ErrorMessage error() throws ProtocolException {
    return new ErrorMessage(
        fields.string("code", 64),
        fields.shortened("message", MAX_TEXT),
        fields.optionalString("request_id", MAX_REQUEST_ID),
        fields.optionalString("task_id", 64),
        fields.optionalInteger("retry_after_ms", 0, MAX_DEADLINE_MS));
  }

  private Payload payload(String name) throws ProtocolException {
    var url = fields.raw(name);
    if (url.isEmpty()) {
      throw fields.missing(name, URL_SHAPE);
    }
    if (url.get().equals(INLINE)) {
      return attached
          .map(Payload.Inline::new)
          .orElseThrow(() ->
              ProtocolException.malformed(
                  name + ": is \"inline:\" in a text message; must be base64:// or s3:// there"));
    }
    if (attached.filter(ByteBuffer::hasRemaining).isPresent()) {
      throw ProtocolException.malformed(
          name + ": is not \"inline:\", but bytes follow the header of the envelope");
    }
    return elsewhere(name, url.get());
  }

  private static Payload elsewhere(String name, String url) throws ProtocolException {
    if (url.startsWith(BASE64)) {
      return fromBase64(name, url.substring(BASE64.length()));
    }
    if (Names.S3_URL.matcher(url).matches()) {
      return new Payload.Remote(url);
    }
    var start = url.substring(0, Math.min(40, url.length()));
    throw ProtocolException.malformed(
        name + ": begins with \"" + start + "\"; must be " + URL_SHAPE);
  }

  private static Payload fromBase64(String name, String text) throws ProtocolException {
    try {
      return Payload.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw ProtocolException.malformed(name + ": is not standard base64: " + e.getMessage());
    }
  }

  private ObjectNode params() throws ProtocolException {
    var params = fields.optionalObject("params").orElseGet(Json::object);
    var weight = Json.weight(params);
    if (weight > MAX_PARAMS) {
      throw new ProtocolException(
          ErrorCode.INVALID_PARAMS,
          "params: holds " + weight + " characters; must be at most " + MAX_PARAMS);
    }
    return params;
  }

  private Optional<String> peerId() throws ProtocolException {
    return fields.optionalMatching("peer_id", ID, ID_SHAPE);
  }

  private String taskId() throws ProtocolException {
    return id("task_id");
  }

  private String requestId() throws ProtocolException {
    return fields.string("request_id", MAX_REQUEST_ID);
  }

  private String id(String name) throws ProtocolException {
    return fields.matching(name, ID, ID_SHAPE);
  }

  private long count(String name) throws ProtocolException {
    return fields.integer(name, 0, Long.MAX_VALUE);
  }

  private Role role() throws ProtocolException {
    var name = fields.string("role", 16);
    for (var role : Role.values()) {
      if (role.wireName().equals(name)) {
        return role;
      }
    }
    throw ProtocolException.malformed("role: is \"" + name + "\"; must be peer, gamer or admin");
  }

  private TaskStatus.State taskState() throws ProtocolException {
    var name = fields.string("state", 16);
    return TaskStatus.State.ofWireName(name)
        .orElseThrow(() ->
            ProtocolException.malformed("state: is \"" + name + "\"; must be waiting or running"));
  }

  private static String idOrEmpty(ObjectNode object, String name) {
    return object
        .optional(name)
        .filter(n -> n.isString() && n.stringValue().length() <= MAX_REQUEST_ID)
        .map(n -> n.stringValue())
        .orElse("");
  }
}
