package dev.p2c2g.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Guesses which word was meant. */
final class Suggestion {
  private Suggestion() {}

  /** {@code "; did you mean 'x'?"}, or nothing when no candidate is near enough to be a slip. */
  static String forWord(String word, Collection<String> candidates) {
    return asked(nearest(word, candidates, candidate -> candidate));
  }

  /**
   * As {@link #forWord}, for a dotted key: the same name in another section, or a name like it in
   * the same.
   */
  static String forKey(String key, Collection<String> knownKeys) {
    String name = lastPart(key);
    Optional<String> elsewhere =
        knownKeys.stream().filter(known -> lastPart(known).equals(name)).findFirst();
    String section = key.substring(0, key.length() - name.length());
    List<String> beside = knownKeys.stream().filter(known -> known.startsWith(section)).toList();
    return asked(elsewhere.or(() -> nearest(name, beside, Suggestion::lastPart)));
  }

  private static Optional<String> nearest(
      String word, Collection<String> candidates, UnaryOperator<String> nameOf) {
    return candidates.stream()
        .filter(candidate -> isNear(word, nameOf.apply(candidate)))
        .min(Comparator.comparingInt(candidate -> distance(word, nameOf.apply(candidate))));
  }

  /** A slip leaves at least half of a word standing. */
  private static boolean isNear(String word, String candidate) {
    int slips = distance(word, candidate);
    return slips <= Math.max(2, word.length() / 4) && 2 * slips <= candidate.length();
  }

  private static String asked(Optional<String> guess) {
    return guess.map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Levenshtein's edit distance, by rows; letter case does not count. */
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
