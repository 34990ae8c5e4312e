package dev.p2c2g.protocol;

import java.nio.ByteBuffer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON with bounds: nesting, names, numbers and the count of values are limited, duplicate keys and
 * trailing text are refused.
 */
public final class Json {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NAME = 256;
  private static final int MAX_NUMBER = 64;

  /** Values, names and brackets of one message: a tree takes far more memory than its text. */
  private static final int MAX_TOKENS = 20_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNameLength(MAX_NAME)
                          .maxNumberLength(MAX_NUMBER)
                          .maxTokenCount(MAX_TOKENS)
                          // base64 payloads; the size of a whole message is bounded by the
                          // transport
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** A new empty object, for the {@code params} of a task. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode parse(String text) throws ProtocolException {
    return objectFrom(mapper -> mapper.readTree(text));
  }

  static ObjectNode parse(ByteBuffer utf8) throws ProtocolException {
    var bytes = new byte[utf8.remaining()];
    utf8.get(bytes);
    return objectFrom(mapper -> mapper.readTree(bytes));
  }

  /** Characters of all names and texts inside, and one for every other value. */
  static long weight(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().length();
    }
    var weight = 1L;
    for (var property : node.properties()) {
      weight += property.getKey().length();
    }
    for (var child : node) {
      weight += weight(child);
    }
    return weight;
  }

  static byte[] toBytes(ObjectNode object) {
    return MAPPER.writeValueAsBytes(object);
  }

  static String toText(ObjectNode object) {
    return MAPPER.writeValueAsString(object);
  }

  private static ObjectNode objectFrom(Function<JsonMapper, JsonNode> read)
      throws ProtocolException {
    JsonNode node;
    try {
      node = read.apply(MAPPER);
    } catch (JacksonException e) {
      throw ProtocolException.malformed("not valid JSON: " + where(e));
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ProtocolException.malformed("a message is one JSON object, not " + node.getNodeType());
  }

  private static String where(JacksonException e) {
    var at = e.getLocation();
    var place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    var said = String.valueOf(e.getOriginalMessage());
    return (said.length() > 160 ? said.substring(0, 160) + "…" : said) + place;
  }
}
