package dev.p2c2g.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  private static final IntRange PORT = IntRange.of(0, 65_535);

  @TempDir Path folder;

  private record Sample(
      int port, boolean on, LogLevel level, String name, List<String> kinds, Optional<Path> file) {}

  private static Sample readAll(Settings settings) {
    var sample =
        new Sample(
            settings.integer("net.port", 80, PORT),
            settings.flag("net.on", true),
            settings.word("log.level", LogLevel.INFO),
            settings.converted("net.name", "auto", SettingsTest::lowerCase),
            settings.list("net.kinds", List.of("a"), IntRange.of(1, 3), SettingsTest::lowerCase),
            settings.path("log.file"));
    settings.finish();
    return sample;
  }

  private static String lowerCase(String text) {
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("is not lower case");
    }
    return text;
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("s.yml"), yaml);
  }

  private Sample read(String yaml) throws IOException {
    return readAll(Settings.read(file(yaml), Map.of()));
  }

  /** Each error without the folder in front of it. */
  private List<String> errors(String yaml, Map<String, String> env) throws IOException {
    Path file = file(yaml);
    var thrown =
        catchThrowableOfType(ConfigException.class, () -> readAll(Settings.read(file, env)));
    assertThat(thrown).as("an exception for:%n%s", yaml).isNotNull();
    return thrown.errors().stream().map(e -> e.replace(folder + "/", "")).toList();
  }

  private List<String> errors(String yaml) throws IOException {
    return errors(yaml, Map.of());
  }

  @Test
  void readsEveryKind() throws IOException {
    String yaml =
        """
        net:
          port: 443
          on: false
          name: "x"
          kinds:
            - b
            - "c"
        log: {level: debug, file: logs/x.log}
        """;

    assertThat(read(yaml))
        .isEqualTo(
            new Sample(
                443,
                false,
                LogLevel.DEBUG,
                "x",
                List.of("b", "c"),
                Optional.of(Path.of("logs/x.log"))));
  }

  @Test
  void fallsBackToDefaults() throws IOException {
    var defaults = new Sample(80, true, LogLevel.INFO, "auto", List.of("a"), Optional.empty());

    assertThat(readAll(Settings.of(Map.of()))).isEqualTo(defaults);
    assertThat(read("")).isEqualTo(defaults);
    assertThat(read("# nothing\n")).isEqualTo(defaults);
    assertThat(read("\uFEFFnet:\nlog: {}\n")).isEqualTo(defaults);
    assertThat(read("log: {file: ''}")).isEqualTo(defaults);
  }

  @Test
  void namesFileLineKeyValueAndRange() throws IOException {
    assertThat(errors("net:\n  port: 70000\n"))
        .containsExactly("s.yml:2: net.port: '70000' is out of range (0 to 65535)");
    assertThat(errors("net:\n  port: many\n"))
        .containsExactly("s.yml:2: net.port: 'many' is not a whole number (0 to 65535)");
    assertThat(errors("\nlog:\n\n  level: WARNUNG\n"))
        .containsExactly(
            "s.yml:4: log.level: 'WARNUNG' is not one of ERROR, WARN, INFO, DEBUG, TRACE");
  }

  @Test
  void refusesNumbersThatAreNotPlainWholeNumbers() throws IOException {
    for (String text : List.of("1.5", "1e3", "0x10", "010", "1_000", "+5", "٣", "-0.0", ".inf")) {
      assertThat(errors("net: {port: " + text + "}"))
          .containsExactly("s.yml:1: net.port: '" + text + "' is not a whole number (0 to 65535)");
    }
    for (String text : List.of("-1", "65536", "9".repeat(40), "-" + "9".repeat(40))) {
      assertThat(errors("net: {port: " + text + "}"))
          .containsExactly("s.yml:1: net.port: '" + text + "' is out of range (0 to 65535)");
    }
  }

  @Test
  void acceptsBothEndsOfARange() throws IOException {
    assertThat(read("net: {port: 0}").port()).isZero();
    assertThat(read("net: {port: 65535}").port()).isEqualTo(65_535);
  }

  @Test
  void refusesWrongTypes() throws IOException {
    assertThat(errors("net:\n  port: [1]\n  on: {a: 1}\n  name: [x]\n  kinds: x\nlog:\n  level:\n"))
        .containsExactly(
            "s.yml:2: net.port: a list is not a whole number (0 to 65535)",
            "s.yml:3: net.on: a group of keys is not true or false",
            "s.yml:4: net.name: a list is not text",
            "s.yml:5: net.kinds: 'x' is not a list such as [a, b] of (1 to 3) entries",
            "s.yml:7: log.level: has no value; give one of ERROR, WARN, INFO, DEBUG, TRACE"
                + " or delete the line");
    assertThat(errors("net: {port: '80', on: \"true\"}"))
        .containsExactly(
            "s.yml:1: net.port: '80' is text in quotes, not a whole number (0 to 65535)",
            "s.yml:1: net.on: 'true' is text in quotes, not true or false");
    assertThat(errors("net: {on: yes}"))
        .containsExactly("s.yml:1: net.on: 'yes' is not true or false");
    assertThat(errors("net: {kinds: [[a]]}"))
        .containsExactly(
            "s.yml:1: net.kinds: a group of keys is not a list such as [a, b] of (1 to 3) entries");
  }

  @Test
  void checksEveryEntryOfAList() throws IOException {
    assertThat(errors("net:\n  kinds:\n    - a\n    - B\n    - a\n"))
        .containsExactly(
            "s.yml:4: net.kinds: 'B' is not lower case",
            "s.yml:5: net.kinds: 'a' is listed twice; keep one");
    assertThat(errors("net: {kinds: []}"))
        .containsExactly("s.yml:1: net.kinds: '0 entries' is out of range (1 to 3)");
  }

  @Test
  void reportsAllErrorsInTheOrderOfTheLinesAndSaysWhatToDo() throws IOException {
    Path file = file("log:\n  level: X\nnet:\n  prot: 1\n  port: x\n  port: 2\n  on: 1\n");
    var env = Map.of("P2C2G_NET_KINDS", "A");

    assertThatThrownBy(() -> readAll(Settings.read(file, env)))
        .hasMessage(
            """
            6 settings are wrong:
              FILE:2: log.level: 'X' is not one of ERROR, WARN, INFO, DEBUG, TRACE
              FILE:4: net.prot: is not a setting; did you mean 'net.port'?
              FILE:5: net.port: 'x' is not a whole number (0 to 65535)
              FILE:6: net.port: is given twice (first at FILE:5); keep one of them
              FILE:7: net.on: '1' is not true or false
              P2C2G_NET_KINDS: net.kinds: 'A' is not lower case
            Nothing was started: correct the above and start again.\
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void suggestsWhatAnUnknownKeyMeant() throws IOException {
    assertThat(errors("net: {prt: 1, level: INFO, zzzzzzzzzzzzzz: 1}"))
        .containsExactly(
            "s.yml:1: net.prt: is not a setting; did you mean 'net.port'?",
            "s.yml:1: net.level: is not a setting; did you mean 'log.level'?",
            "s.yml:1: net.zzzzzzzzzzzzzz: is not a setting;" + " net has port, on, name, kinds");
    assertThat(errors("nett: {port: 1}\nport: 80\nother: {a: 1, b: 2}\n"))
        .containsExactly(
            "s.yml:1: nett: is not a section; did you mean 'net'?",
            "s.yml:2: port: is not a section; did you mean 'net.port'?",
            "s.yml:3: other: is not a section; sections are net, log");
  }

  @Test
  void refusesASectionWithoutKeys() throws IOException {
    assertThat(errors("net: 5"))
        .containsExactly(
            "s.yml:1: net: is a section; write its settings below it, indented, as 'key: value'");
    assertThat(errors("- net"))
        .containsExactly("s.yml:1: the file must be sections of 'key: value' lines");
    assertThat(errors("net:\n  ? [a]\n  : 1\n"))
        .containsExactly("s.yml:2: net.?: is not a setting; net has port, on, name, kinds");
    assertThat(errors("net: {port: 1}\nnet: {on: true}\n"))
        .containsExactly("s.yml:2: net: is given twice (first at s.yml:1); keep one of them");
  }

  @Test
  void showsLineColumnAndAdviceForBadSyntaxTogetherWithErrorsElsewhere() throws IOException {
    assertThat(errors("net:\n\tport: 1\n", Map.of("P2C2G_NET_PORT", "x")))
        .satisfiesExactly(
            syntax ->
                assertThat(syntax)
                    .startsWith("s.yml:2:1: this is not YAML: ")
                    .contains("TAB")
                    .endsWith("(never tabs), and close every quote and bracket"),
            number ->
                assertThat(number).startsWith("P2C2G_NET_PORT: net.port: 'x' is not a whole"));
    for (String bad :
        List.of("net: {port: 1", "net: 'x", "a: b: c", "net: *x", "@", "--- 1\n--- 2\n")) {
      assertThat(errors(bad))
          .singleElement()
          .asString()
          .matches("s\\.yml:[12]:\\d+: this is not YAML: .*");
    }
    assertThat(errors("net: \u0000"))
        .singleElement()
        .asString()
        .startsWith("s.yml: this is not YAML: ");
  }

  @Test
  void refusesNestingWithoutEnd() throws IOException {
    assertThat(errors("net: " + "[".repeat(500_000)))
        .containsExactly("s.yml: this is not YAML for settings: it is nested too deeply");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path missing = folder.resolve("none.yml");
    assertThatThrownBy(() -> readAll(Settings.read(missing, Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            missing + ": no such file; check the path, or leave it out to run with the defaults\n");
    assertThatThrownBy(() -> readAll(Settings.read(folder, Map.of())))
        .hasMessageContaining(folder + ": cannot be read (Is a directory); check the path");

    Path latin1 = Files.write(folder.resolve("latin1.yml"), new byte[] {'a', ':', (byte) 0xE4});
    assertThatThrownBy(() -> readAll(Settings.read(latin1, Map.of())))
        .hasMessageContaining("is not text in UTF-8; save it again as UTF-8");
    Path large = Files.write(folder.resolve("large.yml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> readAll(Settings.read(large, Map.of())))
        .hasMessageContaining("is larger than 1 MiB");
  }

  @Test
  void letsTheEnvironmentWin() throws IOException {
    Path file = file("net: {port: 1, kinds: [x]}\n");
    var env =
        Map.of(
            "P2C2G_NET_PORT", "2",
            "P2C2G_NET_ON", "false",
            "P2C2G_NET_NAME", "007",
            "P2C2G_NET_KINDS", "y, z",
            "P2C2G_LOG_LEVEL", "trace",
            "P2C2G_LOG_FILE", "x.log");

    assertThat(readAll(Settings.read(file, env)))
        .isEqualTo(
            new Sample(
                2, false, LogLevel.TRACE, "007", List.of("y", "z"), Optional.of(Path.of("x.log"))));
  }

  @Test
  void namesTheVariableOfABadOverride() throws IOException {
    var env = Map.of("P2C2G_NET_PORT", "-1", "P2C2G_NET_KINDS", "", "P2C2G_NET_PROT", "1");

    assertThat(errors("net: {port: 1}", env))
        .containsExactlyInAnyOrder(
            "P2C2G_NET_PORT: net.port: '-1' is out of range (0 to 65535)",
            "P2C2G_NET_KINDS: net.kinds: '0 entries' is out of range (1 to 3)",
            "P2C2G_NET_PROT: no setting has this name; did you mean 'P2C2G_NET_PORT'?");
  }

  @Test
  void leavesOtherVariablesAlone() {
    var env =
        Map.of(
            "P2C2G_JAVA_HOME", "/jdk",
            "P2C2G_HOME", "/x",
            "P2C2G_PEER_PEER_ID", "a",
            "P2C2G_NETWORK", "x",
            "NET_PORT", "5",
            "PATH", "/bin");

    assertThat(readAll(Settings.of(env)).port()).isEqualTo(80);
  }

  @Test
  void showsLongAndControlCharactersShort() throws IOException {
    assertThat(errors("net: {name: \"" + "X".repeat(200) + "\"}"))
        .containsExactly("s.yml:1: net.name: '" + "X".repeat(80) + "…' is not lower case");
    assertThat(errors("net: {name: \"X\\nY\\e[31m\"}"))
        .containsExactly("s.yml:1: net.name: 'X?Y?[31m' is not lower case");
  }

  @Test
  void checksValuesOfProgramsAlike() {
    assertThatThrownBy(() -> PORT.require("net.port", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("net.port: '-1' is out of range (0 to 65535)");
    assertThatThrownBy(() -> Settings.require("net.name", "X", SettingsTest::lowerCase))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("net.name: 'X' is not lower case");
  }
}
