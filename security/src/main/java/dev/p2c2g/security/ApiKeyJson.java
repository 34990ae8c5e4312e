package dev.p2c2g.security;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file of API keys as JSON: a list {@code keys}, an object each. */
final class ApiKeyJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ApiKeyJson() {}

  static byte[] write(Collection<ApiKey> keys) {
    var root = MAPPER.createObjectNode();
    var list = root.putArray("keys");
    keys.forEach(key -> list.add(write(key)));
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /**
   * Reads the keys, by their ids in the order of the file.
   *
   * @throws IOException when it is no file of keys; the message says where
   */
  static Map<String, ApiKey> read(byte[] json) throws IOException {
    var keys = new LinkedHashMap<String, ApiKey>();
    try {
      for (var node : MAPPER.readTree(json).path("keys")) {
        var key = read(node);
        keys.put(key.id(), key);
      }
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new IOException("key " + (keys.size() + 1) + " of the file: " + e.getMessage(), e);
    }
    return keys;
  }

  private static ObjectNode write(ApiKey key) {
    var node =
        MAPPER
            .createObjectNode()
            .put("id", key.id())
            .put("role", key.role().wireName())
            .put("subject", key.subject())
            .put("created", key.created().toString());
    key.expires().ifPresent(end -> node.put("expires", end.toString()));
    key.revoked().ifPresent(end -> node.put("revoked", end.toString()));
    return node.put("salt", key.salt()).put("sha256", key.sha256());
  }

  private static ApiKey read(JsonNode node) {
    return new ApiKey(
        text(node, "id"),
        role(text(node, "role")),
        text(node, "subject"),
        Instant.parse(text(node, "created")),
        instant(node, "expires"),
        instant(node, "revoked"),
        text(node, "salt"),
        text(node, "sha256"));
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.wireName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "role: is \"" + name + "\"; must be peer, gamer or admin"));
  }

  private static Optional<Instant> instant(JsonNode node, String name) {
    return node.has(name) ? Optional.of(Instant.parse(text(node, name))) : Optional.empty();
  }

  private static String text(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + ": is missing; must be text");
    }
    return value.stringValue();
  }
}
