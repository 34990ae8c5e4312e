package dev.p2c2g.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections that are lists of groups of keys. */
class GroupsTest {
  @TempDir Path folder;

  private record Animal(Optional<String> name, int legs) {}

  private static List<Animal> readAll(Settings settings) {
    List<Animal> animals = new ArrayList<>();
    for (String group : settings.groups("animals", IntRange.of(0, 2))) {
      animals.add(
          new Animal(
              settings.required(group + ".name", "a name", name -> name),
              settings.integer(group + ".legs", 4, IntRange.of(0, 8))));
    }
    settings.flag("zoo.open", true);
    settings.finish();
    return animals;
  }

  private List<Animal> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("s.yml"), yaml);
    return readAll(Settings.read(file, Map.of()));
  }

  private List<String> errors(String yaml) {
    var thrown = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(thrown).as("an exception for:%n%s", yaml).isNotNull();
    return thrown.errors().stream().map(e -> e.replace(folder + "/", "")).toList();
  }

  @Test
  void readsEachGroup() throws IOException {
    assertThat(read("animals:\n  - name: cat\n  - name: ant\n    legs: 6\n"))
        .containsExactly(new Animal(Optional.of("cat"), 4), new Animal(Optional.of("ant"), 6));
  }

  @Test
  void takesAnEmptyListOrNoneForNoGroups() throws IOException {
    assertThat(read("animals: []\n")).isEmpty();
    assertThat(read("animals:\n")).isEmpty();
    assertThat(read("zoo:\n  open: true\n")).isEmpty();
  }

  @Test
  void namesTheLineTheGroupAndTheKeyOfEveryError() {
    assertThat(errors("animals:\n  - legs: 9\n  - name: cat\n    tail: 1\n"))
        .containsExactly(
            "s.yml:2: animals[1].name: must be given: a name",
            "s.yml:2: animals[1].legs: '9' is out of range (0 to 8)",
            "s.yml:4: animals[2].tail: is not a setting; animals[2] has name, legs");
  }

  @Test
  void refusesOtherShapes() {
    String expected = "s.yml:1: animals: must be a list of '- key: value' groups";
    assertThat(errors("animals: cat\n")).containsExactly(expected);
    assertThat(errors("animals: [cat]\n")).containsExactly(expected);
    assertThat(errors("animals:\n  name: cat\n"))
        .containsExactly("s.yml:2: animals: must be a list of '- key: value' groups");
    assertThat(errors("zoo:\n  - open: true\n")).contains("s.yml:1: zoo: is a section, not a list");
  }

  @Test
  void refusesTooMany() {
    assertThat(errors("animals:\n  - name: a\n  - name: b\n  - name: c\n"))
        .containsExactly("s.yml:1: animals: 3 groups is out of range (0 to 2)");
  }
}
