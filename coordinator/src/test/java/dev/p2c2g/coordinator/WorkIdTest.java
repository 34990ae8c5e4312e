package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Names;
import dev.p2c2g.scheduler.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkIdTest {
  @Test
  void aWholeTaskKeepsItsName() {
    assertThat(WorkId.of("task_7", Part.WHOLE).wireName()).isEqualTo("task_7");
    assertThat(WorkId.ofWireName("task_7")).isEqualTo(new WorkId("task_7", 0, 1));
  }

  @Test
  void aPartSaysWhichOfHowManyItIs() {
    var second = WorkId.of("task_7", new Part(1, 4, 2, 4));
    assertThat(second.wireName()).isEqualTo("task_7.2of4").matches(Names.ID);
    assertThat(WorkId.ofWireName("task_7.2of4")).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"task_7.", "task_7.0of4", "a.b", ".1of", "task_7.1of99999", ".2of4", ""})
  void readsNoPartIntoOtherNames(String name) {
    assertThat(WorkId.ofWireName(name)).isEqualTo(new WorkId(name, 0, 1));
  }
}
