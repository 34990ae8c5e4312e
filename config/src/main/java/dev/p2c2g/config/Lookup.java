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
  private final Set<String> lists = new LinkedHashSet<>();

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

  /** What the groups of a section that is a list of them go by, such as {@code section[1]}. */
  List<String> groups(String section) {
    lists.add(section);
    Map<String, Place> groups = file.groups().getOrDefault(section, Map.of());
    file.values()
        .forEach((key, raw) -> {
          if (key.equals(section) || key.startsWith(section + ".")) {
            known.add(key);
            problems.add(raw.place(), section + ": must be a list of '- key: value' groups");
          }
        });
    return List.copyOf(groups.keySet());
  }

  /** Whether anything was written for a key. */
  boolean isWritten(String key) {
    return raw(key).isPresent();
  }

  /** Notes that a group lacks a key, where the group is. */
  void rejectMissing(String key, String expected) {
    Map<String, Place> groups = file.groups().getOrDefault(sectionOf(key), Map.of());
    rejectAt(Optional.ofNullable(groups.get(groupOf(key))), key + ": must be given: " + expected);
  }

  /** Notes an error in a section as a whole. */
  void rejectSection(String section, String problem) {
    rejectAt(Optional.ofNullable(file.sections().get(section)), section + ": " + problem);
  }

  private void rejectAt(Optional<Place> place, String problem) {
    place.ifPresentOrElse(at -> problems.add(at, problem), () -> problems.add(problem));
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
    Set<String> sections = new LinkedHashSet<>(lists);
    known.forEach(key -> sections.add(sectionOf(key)));
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
    file.groups().keySet().stream()
        .filter(section -> sections.contains(section) && !lists.contains(section))
        .forEach(section -> rejectSection(section, "is a section, not a list"));
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
    return key + ": is not a setting" + (guess.isEmpty() ? "; " + keysOf(groupOf(key)) : guess);
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

  /** The section of {@code section.key} and of {@code section[1].key}. */
  private static String sectionOf(String key) {
    String group = groupOf(key);
    int bracket = group.indexOf('[');
    return bracket < 0 ? group : group.substring(0, bracket);
  }

  private static String groupOf(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
