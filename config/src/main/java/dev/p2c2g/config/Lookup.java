package dev.p2c2g.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what was written for a key, the environment before the file, and remembers every key. */
final class Lookup {
  private final Environment environment;
  private final YamlFile file;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Lookup(Environment environment, YamlFile file, Problems problems) {
    this.environment = environment;
    this.file = file;
    this.problems = problems;
  }

  /**
   * The scalar written for a key, if any and if it is one.
   *
   * @param expected what the key takes, for the error, e.g. {@code a whole number (1 to 9)}
   */
  Optional<RawValue.Scalar> scalar(String key, String expected) {
    return raw(key)
        .flatMap(raw ->
            switch (raw) {
              case RawValue.Scalar scalar -> Optional.of(scalar);
              case RawValue.Missing missing -> noValue(key, missing, expected);
              case RawValue.Items items -> wrongShape(key, items, "a list", expected);
              case RawValue.Nested nested -> wrongShape(key, nested, "a group of keys", expected);
            });
  }

  /** The list written for a key: a YAML list, or comma-separated text in the environment. */
  Optional<RawValue.Items> items(String key, String expected) {
    return raw(key)
        .flatMap(raw ->
            switch (raw) {
              case RawValue.Items items -> Optional.of(items);
              case RawValue.Scalar scalar when scalar.place().isVariable() ->
                  Optional.of(split(scalar));
              case RawValue.Scalar scalar ->
                  wrongShape(key, scalar, Problems.quoted(scalar.text()), expected);
              case RawValue.Missing missing -> noValue(key, missing, expected);
              case RawValue.Nested nested -> wrongShape(key, nested, "a group of keys", expected);
            });
  }

  /** Notes an error where the key is written, or else where a key is that made it wrong. */
  void reject(String key, String problem, String... causes) {
    Stream.concat(Stream.of(key), Arrays.stream(causes))
        .flatMap(each -> raw(each).stream())
        .findFirst()
        .ifPresentOrElse(
            raw -> problems.add(raw.place(), key + ": " + problem),
            () -> problems.add(key + ": " + problem));
  }

  /** Notes what was written but never asked for. */
  void reportUnknown() {
    Set<String> sections = new LinkedHashSet<>();
    known.forEach(key -> sections.add(key.substring(0, key.indexOf('.'))));
    file.sections()
        .forEach((section, place) -> {
          if (!sections.contains(section)) {
            String hint = hintForSection(section, sections);
            problems.add(place, section + ": is not a section" + hint);
          }
        });
    file.values()
        .forEach((key, raw) -> {
          if (sections.contains(sectionOf(key)) && !known.contains(key)) {
            problems.add(raw.place(), unknownKey(key));
          }
        });
    environment.reportUnknown(sections, known, problems);
  }

  private Optional<RawValue> raw(String key) {
    known.add(key);
    Map<String, RawValue> inFile = file.values();
    return environment
        .value(key)
        .map(RawValue.class::cast)
        .or(() -> Optional.ofNullable(inFile.get(key)));
  }

  private <T> Optional<T> noValue(String key, RawValue raw, String expected) {
    problems.add(raw.place(), key + ": has no value; give " + expected + " or delete the line");
    return Optional.empty();
  }

  private <T> Optional<T> wrongShape(String key, RawValue raw, String shape, String expected) {
    problems.add(raw.place(), key + ": " + shape + " is not " + expected);
    return Optional.empty();
  }

  private static RawValue.Items split(RawValue.Scalar scalar) {
    List<RawValue.Scalar> items =
        Arrays.stream(scalar.text().isBlank() ? new String[0] : scalar.text().split(",", -1))
            .map(item -> new RawValue.Scalar(scalar.place(), item.strip(), false))
            .toList();
    return new RawValue.Items(scalar.place(), items);
  }

  private String unknownKey(String key) {
    // a section without keys, such as "coordinator: 5", is filed under its own name
    if (!key.contains(".")) {
      return key + ": is a section; write its settings below it, indented, as 'key: value'";
    }
    String guess = Suggestion.forKey(key, known);
    return key + ": is not a setting" + (guess.isEmpty() ? "; " + keysOf(sectionOf(key)) : guess);
  }

  private String keysOf(String section) {
    String prefix = section + ".";
    return known.stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .collect(Collectors.joining(", ", section + " has ", ""));
  }

  private String hintForSection(String section, Set<String> sections) {
    boolean isKey = known.stream().anyMatch(key -> key.endsWith("." + section));
    String guess =
        isKey ? Suggestion.forKey(section, known) : Suggestion.forWord(section, sections);
    return guess.isEmpty() ? "; sections are " + String.join(", ", sections) : guess;
  }

  private static String sectionOf(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
