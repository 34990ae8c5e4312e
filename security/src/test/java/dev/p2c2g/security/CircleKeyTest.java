package dev.p2c2g.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircleKeyTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("circle.key");
  }

  @Test
  void isReadAsItWasWrittenByItsOwnerAlone() throws Exception {
    var key = CircleKey.generate();
    key.write(file());
    assertThat(CircleKey.read(file())).isEqualTo(key);
    assertThat(CircleKey.read(file()).circle()).isEqualTo(key.circle());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesNoOther() throws Exception {
    CircleKey.generate().write(file());
    assertThatThrownBy(() -> CircleKey.generate().write(file()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(file().toString());
  }

  @Test
  void isReadAsOpenSslWritesIt() throws IOException {
    Files.writeString(
        file(),
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEIHcHbQpzGKV9PBbBclGyZkXGwvbJKbHYpvLsKyweDzpd
        -----END PRIVATE KEY-----
        """);
    assertThat(CircleKey.read(file()).circle())
        .hasToString("x25519:QezyKZMa38x5X_bRtnsBemqMUsyIk--0J7Tqz-0Z0TM");
  }

  @Test
  void isNoOtherKindOfKey() throws IOException {
    // Ed25519, of RFC 8410, 10.3
    Files.writeString(
        file(),
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """);
    assertThatThrownBy(() -> CircleKey.read(file()))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": is no X25519 key");
  }

  @Test
  void isNotShown() {
    var key = CircleKey.generate();
    assertThat(key).hasToString("key of circle " + key.circle().id());
  }

  @Test
  void circlesAreReadAsTheyAreWritten() {
    var circle = CircleKey.generate().circle();
    assertThat(Circle.parse(" " + circle + "\n")).isEqualTo(circle);
    assertThat(circle.id()).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x25519:",
        "x25519:hSDwCYkwp1R0iRu7ijRoYw",
        "X25519:B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9_AsrhtHHw",
        "x25519:B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9_AsrhtHHw=",
        // agrees with every key on the secret 0
        "x25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "x25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void otherTextsAreNoCircles(String text) {
    assertThatThrownBy(() -> Circle.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
