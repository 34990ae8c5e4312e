package dev.p2c2g.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads typed settings from one YAML file and the environment, which wins. Keys are dotted, {@code
 * section.key}; each is optional and has a default. A bad value is noted, the default is returned
 * in its place, and reading goes on; {@link #finish} then throws all errors at once. A key is known
 * by having been asked for, so every key must be read before {@code finish}. Used by one thread.
 */
public final class Settings {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final int MOST_DIGITS_OF_A_LONG = 18;

  private final Problems problems = new Problems();
  private final Lookup lookup;

  private Settings(Optional<Path> path, Map<String, String> env) {
    YamlFile file = path.flatMap(this::parse).orElseGet(() -> YamlFile.none(problems));
    lookup = new Lookup(new Environment(env), file, problems);
  }

  /** Settings from the environment alone; {@code env} is usually {@link System#getenv()}. */
  public static Settings of(Map<String, String> env) {
    return new Settings(Optional.empty(), env);
  }

  /** Settings from a file that must exist, overridden by the environment. */
  public static Settings read(Path file, Map<String, String> env) {
    return new Settings(Optional.of(file), env);
  }

  /**
   * The check of {@link #converted} for a value that a program gives.
   *
   * @throws IllegalArgumentException naming the key, the value and what it is not
   */
  public static <T> T require(String key, String value, Function<String, T> convert) {
    try {
      return convert.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          key + ": " + Problems.quoted(value) + " " + e.getMessage(), e);
    }
  }

  /** A whole number within a range. */
  public long number(String key, long fallback, IntRange range) {
    return unquoted(key, "a whole number " + range)
        .flatMap(text -> parseNumber(key, text, range))
        .orElse(fallback);
  }

  /** As {@link #number}, for ranges within an int. */
  public int integer(String key, int fallback, IntRange range) {
    return Math.toIntExact(number(key, fallback, range));
  }

  /** A switch, {@code true} or {@code false}. */
  public boolean flag(String key, boolean fallback) {
    return unquoted(key, "true or false")
        .flatMap(text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> bad(key, text, "is not true or false");
            })
        .orElse(fallback);
  }

  /** One of an enum's words, as its {@code toString} writes them, in any letter case. */
  public <E extends Enum<E>> E word(String key, E fallback) {
    List<E> all = List.of(fallback.getDeclaringClass().getEnumConstants());
    List<String> words = all.stream().map(Enum::toString).toList();
    String allowed = "one of " + String.join(", ", words);
    return text(key, allowed)
        .flatMap(text ->
            all.stream()
                .filter(word -> word.toString().equalsIgnoreCase(text))
                .findFirst()
                .or(() -> bad(key, text, "is not " + allowed + Suggestion.forWord(text, words))))
        .orElse(fallback);
  }

  /**
   * Text that a function accepts.
   *
   * @param convert the value, or an {@link IllegalArgumentException} whose message says what the
   *     text is not, e.g. {@code is not a ws:// or wss:// URL}
   */
  public <T> T converted(String key, T fallback, Function<String, T> convert) {
    return text(key, "text").flatMap(text -> convert(key, text, convert)).orElse(fallback);
  }

  /**
   * The groups of keys in a section that is a list of them, in the file alone.
   *
   * @param size how many there may be
   * @return what each goes by, such as {@code models[1]}: its keys are {@code models[1].key}
   */
  public List<String> groups(String section, IntRange size) {
    List<String> groups = lookup.groups(section);
    if (!size.contains(groups.size())) {
      lookup.rejectSection(section, groups.size() + " groups is out of range " + size);
    }
    return groups;
  }

  /**
   * As {@link #converted}, for a key that a group must have; empty after an error.
   *
   * @param expected what to give, for the error
   */
  public <T> Optional<T> required(String key, String expected, Function<String, T> convert) {
    if (!lookup.isWritten(key)) {
      lookup.rejectMissing(key, expected);
      return Optional.empty();
    }
    return text(key, expected).flatMap(text -> convert(key, text, convert));
  }

  /** A file's path; {@code ""}, the default, is none. */
  public Optional<Path> path(String key) {
    return converted(key, Optional.empty(), Settings::toPath);
  }

  /**
   * A list of texts that a function accepts, each at most once; comma-separated in the environment.
   *
   * @param size how many there may be
   */
  public <T> List<T> list(
      String key, List<T> fallback, IntRange size, Function<String, T> convert) {
    return lookup
        .items(key, "a list such as [a, b] of " + size + " entries")
        .flatMap(items -> convertAll(key, items.items(), size, convert))
        .orElse(fallback);
  }

  /**
   * Notes an error that only several keys together make.
   *
   * @param key the key to change; the error is shown where it is written
   * @param causes the other keys, for when that one has its default
   */
  public void reject(String key, String problem, String... causes) {
    lookup.reject(key, problem, causes);
  }

  /**
   * Call once, after every key was read.
   *
   * @throws ConfigException with all errors, unknown keys and variables included
   */
  public void finish() {
    lookup.reportUnknown();
    problems.throwIfAny();
  }

  private Optional<YamlFile> parse(Path path) {
    return FileText.read(path, problems)
        .map(text -> YamlFile.parse(path.toString(), text, problems));
  }

  private Optional<String> text(String key, String expected) {
    return lookup.scalar(key, expected).map(RawValue.Scalar::text);
  }

  private Optional<String> unquoted(String key, String expected) {
    return lookup
        .scalar(key, expected)
        .flatMap(scalar ->
            scalar.quoted()
                ? bad(key, scalar.text(), "is text in quotes, not " + expected)
                : Optional.of(scalar.text()));
  }

  private Optional<Long> parseNumber(String key, String text, IntRange range) {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      return bad(key, text, "is not a whole number " + range);
    }
    boolean fits = text.length() <= MOST_DIGITS_OF_A_LONG;
    return fits && range.contains(Long.parseLong(text))
        ? Optional.of(Long.valueOf(text))
        : bad(key, text, "is out of range " + range);
  }

  private <T> Optional<T> convert(String key, String text, Function<String, T> convert) {
    try {
      return Optional.of(convert.apply(text));
    } catch (IllegalArgumentException e) {
      return bad(key, text, String.valueOf(e.getMessage()));
    }
  }

  private <T> Optional<List<T>> convertAll(
      String key, List<RawValue.Scalar> items, IntRange size, Function<String, T> convert) {
    if (!size.contains(items.size())) {
      return bad(key, items.size() + " entries", "is out of range " + size);
    }
    List<T> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (RawValue.Scalar item : items) {
      try {
        values.add(convert.apply(item.text()));
        if (!seen.add(item.text())) {
          badItem(key, item, "is listed twice; keep one");
        }
      } catch (IllegalArgumentException e) {
        badItem(key, item, String.valueOf(e.getMessage()));
      }
    }
    return Optional.of(List.copyOf(values));
  }

  private <T> Optional<T> bad(String key, String value, String problem) {
    lookup.reject(key, Problems.quoted(value) + " " + problem);
    return Optional.empty();
  }

  /** An entry may stand on a line of its own. */
  private void badItem(String key, RawValue.Scalar item, String problem) {
    problems.add(item.place(), key + ": " + Problems.quoted(item.text()) + " " + problem);
  }

  private static Optional<Path> toPath(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a file's path: " + e.getReason(), e);
    }
  }
}
