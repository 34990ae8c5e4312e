package dev.p2c2g.transport;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The coordinators of one cluster: any of them will do, and when one dies the next is tried.
 *
 * @param all 1 to 16, each as {@link CoordinatorUrl} has it
 */
public record CoordinatorUrls(List<URI> all) {
  private static final String COMMA = ",";
  private static final Pattern BETWEEN = Pattern.compile("\\s*" + COMMA + "\\s*");
  private static final int MOST = 16;

  /** Rejects a list of another length. */
  public CoordinatorUrls {
    all = List.copyOf(all);
    if (all.isEmpty() || all.size() > MOST) {
      throw new IllegalArgumentException(
          "names " + all.size() + " coordinators; 1 to " + MOST + " are possible");
    }
  }

  /** A cluster of one. */
  public static CoordinatorUrls of(URI only) {
    return new CoordinatorUrls(List.of(only));
  }

  /**
   * Checks addresses, separated by commas, before they are used.
   *
   * @throws IllegalArgumentException which continues a sentence that begins with the text
   */
  public static CoordinatorUrls parse(String text) {
    return new CoordinatorUrls(
        Arrays.stream(BETWEEN.split(text.strip(), -1)).map(CoordinatorUrl::parse).toList());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return all.stream().map(URI::toString).collect(Collectors.joining(COMMA));
  }
}
