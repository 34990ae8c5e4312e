package dev.p2c2g.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings by environment variable: {@code section.key} is {@code P2C2G_SECTION_KEY}. */
final class Environment {
  private static final String PREFIX = "P2C2G_";

  private final Map<String, String> variables = new TreeMap<>();

  Environment(Map<String, String> env) {
    env.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        variables.put(name, value);
      }
    });
  }

  static String variableFor(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  Optional<RawValue.Scalar> value(String key) {
    String name = variableFor(key);
    return Optional.ofNullable(variables.get(name))
        .map(text -> new RawValue.Scalar(Place.variable(name), text, false));
  }

  /** Variables that name one of the sections, but none of its keys: slips of the pen. */
  void reportUnknown(Collection<String> sections, Collection<String> keys, Problems problems) {
    var known = keys.stream().map(Environment::variableFor).toList();
    for (String name : variables.keySet()) {
      boolean ours =
          sections.stream().anyMatch(section -> name.startsWith(variableFor(section) + "_"));
      if (ours && !known.contains(name)) {
        String guess = Suggestion.forWord(name, known);
        String advice = guess.isEmpty() ? "; unset it" : guess;
        problems.add(Place.variable(name), "no setting has this name" + advice);
      }
    }
  }
}
