package dev.p2c2g.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of one JSON object; every complaint names the field, the value found and what is
 * allowed.
 */
final class Fields {
  /** How much of a bad value is repeated to its sender. */
  private static final int SHOWN = 60;

  private final ObjectNode object;
  private final String prefix;
  private final ErrorCode complaint;

  Fields(ObjectNode object, String prefix, ErrorCode complaint) {
    this.object = object;
    this.prefix = prefix;
    this.complaint = complaint;
  }

  String string(String name, int maxLength) throws ProtocolException {
    return required(
        name, optionalString(name, maxLength), "a string of 1 to " + maxLength + " characters");
  }

  Optional<String> optionalString(String name, int maxLength) throws ProtocolException {
    var node = find(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    var allowed = "a string of 1 to " + maxLength + " characters";
    if (!node.get().isString()) {
      throw wrong(name, node.get(), allowed);
    }
    var text = node.get().stringValue();
    if (text.isEmpty() || text.length() > maxLength || !isWellFormed(text)) {
      throw wrong(name, node.get(), allowed);
    }
    return Optional.of(text);
  }

  String matching(String name, Pattern pattern, String allowed) throws ProtocolException {
    return required(name, optionalMatching(name, pattern, allowed), allowed);
  }

  Optional<String> optionalMatching(String name, Pattern pattern, String allowed)
      throws ProtocolException {
    var node = find(name);
    if (node.isPresent()
        && !(node.get().isString() && pattern.matcher(node.get().stringValue()).matches())) {
      throw wrong(name, node.get(), allowed);
    }
    return node.map(JsonNode::stringValue);
  }

  /** An error text of any length: cut rather than refused, since it only informs. */
  String shortened(String name, int maxLength) throws ProtocolException {
    var text =
        required(
            name, find(name).filter(JsonNode::isString).map(JsonNode::stringValue), "a string");
    return text.length() <= maxLength ? text : text.substring(0, maxLength);
  }

  boolean bool(String name) throws ProtocolException {
    var node = required(name, find(name), "true or false");
    if (!node.isBoolean()) {
      throw wrong(name, node, "true or false");
    }
    return node.booleanValue();
  }

  long integer(String name, long min, long max) throws ProtocolException {
    var value = optionalInteger(name, min, max);
    if (value.isEmpty()) {
      throw missing(name, wholeNumber(min, max));
    }
    return value.getAsLong();
  }

  OptionalLong optionalInteger(String name, long min, long max) throws ProtocolException {
    var node = find(name);
    if (node.isEmpty()) {
      return OptionalLong.empty();
    }
    var number = node.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.longValue() < min
        || number.longValue() > max) {
      throw wrong(name, number, wholeNumber(min, max));
    }
    return OptionalLong.of(number.longValue());
  }

  double number(String name, double min, double max) throws ProtocolException {
    var value = optionalNumber(name, min, max);
    if (value.isEmpty()) {
      throw missing(name, numberBetween(min, max));
    }
    return value.getAsDouble();
  }

  OptionalDouble optionalNumber(String name, double min, double max) throws ProtocolException {
    var node = find(name);
    if (node.isEmpty()) {
      return OptionalDouble.empty();
    }
    var allowed = numberBetween(min, max);
    // not doubleValue(): a number beyond the range of a double must be refused, not thrown over
    var value = node.get().isNumber() ? node.get().asDouble(Double.NaN) : Double.NaN;
    if (!(value >= min && value <= max)) {
      throw wrong(name, node.get(), allowed);
    }
    return OptionalDouble.of(value);
  }

  List<String> optionalStrings(
      String name, int maxCount, Pattern pattern, String allowedEach, List<String> absent)
      throws ProtocolException {
    var node = find(name);
    if (node.isEmpty()) {
      return absent;
    }
    var allowed = "a list of at most " + maxCount + ", each " + allowedEach;
    if (!node.get().isArray() || node.get().size() > maxCount) {
      throw wrong(name, node.get(), allowed);
    }
    var values = new ArrayList<String>();
    for (var element : node.get()) {
      if (!element.isString() || !pattern.matcher(element.stringValue()).matches()) {
        throw wrong(name, element, allowed);
      }
      values.add(element.stringValue());
    }
    return List.copyOf(values);
  }

  Optional<ObjectNode> optionalObject(String name) throws ProtocolException {
    var node = find(name);
    if (node.isPresent() && !node.get().isObject()) {
      throw wrong(name, node.get(), "an object");
    }
    return node.map(ObjectNode.class::cast);
  }

  Fields object(String name) throws ProtocolException {
    return new Fields(
        required(name, optionalObject(name), "an object"), prefix + name + ".", complaint);
  }

  /** The raw string of a field, unbounded: for the URLs that carry payloads. */
  Optional<String> raw(String name) throws ProtocolException {
    var node = find(name);
    if (node.isPresent() && !node.get().isString()) {
      throw wrong(name, node.get(), "a string");
    }
    return node.map(JsonNode::stringValue);
  }

  ProtocolException missing(String name, String allowed) {
    return new ProtocolException(complaint, prefix + name + ": is missing; must be " + allowed);
  }

  ProtocolException wrong(String name, JsonNode found, String allowed) {
    return new ProtocolException(
        complaint, prefix + name + ": is " + shown(found) + "; must be " + allowed);
  }

  /** An explicit null counts as absent. */
  private Optional<JsonNode> find(String name) {
    return object.optional(name).filter(node -> !node.isNull());
  }

  private <T> T required(String name, Optional<T> value, String allowed) throws ProtocolException {
    if (value.isEmpty()) {
      throw missing(name, allowed);
    }
    return value.get();
  }

  private static String shown(JsonNode node) {
    if (node.isContainer()) {
      return node.isArray() ? "a list of " + node.size() : "an object";
    }
    var text = node.isString() ? node.stringValue() : node.toString();
    var cut =
        text.length() > SHOWN
            ? text.substring(0, SHOWN) + "… (" + text.length() + " characters)"
            : text;
    return node.isString() ? "\"" + cut.replace('"', '\'') + "\"" : cut;
  }

  private static String wholeNumber(long min, long max) {
    return "a whole number from " + min + " to " + max;
  }

  private static String numberBetween(double min, double max) {
    return "a number from " + min + " to " + max;
  }

  /** No half of a surrogate pair: such a text cannot be written as UTF-8 again. */
  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
