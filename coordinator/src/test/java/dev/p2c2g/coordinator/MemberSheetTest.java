package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberSheetTest {
  @Test
  void isReadAsItWasWritten() {
    var sheet =
        new MemberSheet(
            3, 12, 4, 5, 6, Set.of("echo", "frame_upscale"), Map.of("ann", new Spent(7, 8)));
    assertThat(MemberSheet.parse(sheet.toJson())).contains(sheet);
  }

  @Test
  void ofAnotherVersionIsReadAsFarAsItGoes() {
    assertThat(MemberSheet.parse("{\"peers\":2,\"news\":[1]}"))
        .contains(new MemberSheet(2, 0, 0, 0, 0, Set.of(), Map.of()));
    assertThat(MemberSheet.parse("no json")).isEmpty();
    assertThat(MemberSheet.parse("")).isNotNull();
  }
}
