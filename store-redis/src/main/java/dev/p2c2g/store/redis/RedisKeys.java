package dev.p2c2g.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of what is kept. All begin with the same tag in braces, so that a cluster keeps them on one
 * of its servers, as scripts must have it.
 */
final class RedisKeys {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final String begin;

  /**
   * @throws IllegalArgumentException for a name that could not be told from another's
   */
  RedisKeys(String namespace) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "namespace: is '" + namespace + "'; must be 1 to 64 of A-Z a-z 0-9 _ . -");
    }
    this.begin = "{" + namespace + "}:";
  }

  byte[] task(String taskId) {
    return bytes(begin + "task:" + taskId);
  }

  byte[] taskPrefix() {
    return task("");
  }

  /** The stream of tasks of one queue and priority. */
  byte[] stream(String name) {
    return bytes(begin + "stream:" + name);
  }

  byte[] streamPrefix() {
    return stream("");
  }

  /** The names of all streams. */
  byte[] streams() {
    return bytes(begin + "streams");
  }

  byte[] counters() {
    return bytes(begin + "counters");
  }

  /** What members tell of themselves. */
  byte[] members() {
    return bytes(begin + "members");
  }

  /** When members said that they live. */
  byte[] seen() {
    return bytes(begin + "seen");
  }

  String channel() {
    return begin + "events";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }
}
