package dev.p2c2g.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {
  @Test
  void countsInsertionsDeletionsAndReplacements() {
    assertThat(Suggestion.distance("", "")).isZero();
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Suggestion.distance("flaw", "lawn")).isEqualTo(2);
    assertThat(Suggestion.distance("INFO", "info")).isZero();
  }

  @Test
  void prefersTheNearestAndRefusesTheFar() {
    assertThat(Suggestion.forWord("port", List.of("sort", "ports", "xyz")))
        .isEqualTo("; did you mean 'sort'?");
    assertThat(Suggestion.forWord("port", List.of("address"))).isEmpty();
  }
}
