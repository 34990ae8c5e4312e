package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, harmless ones. */
@Timeout(30)
final class ProgramsTest {
  @TempDir private Path folder;

  private static boolean runs(String name) {
    return new Programs(List.of("never-started", name)).whyPause().isPresent();
  }

  private static void assertFoundWhileItRuns(Process process, String name) throws Exception {
    try {
      Awaitility.await().until(() -> runs(name));
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(runs(name)).isFalse();
  }

  private Path sleepNamed(String name) throws IOException {
    return Files.copy(Path.of("/bin/sleep"), folder.resolve(name));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void findsAProgramByItsNameInAnyLetterCase() throws Exception {
    var program = sleepNamed("P2C2G-a-Game-with-a-long-name");
    assertThat(runs("p2c2g-a-game-with-a-long-name")).isFalse();
    var process = new ProcessBuilder(program.toString(), "60").start();
    Awaitility.await().until(() -> runs("p2c2g-a-game-with-a-long-name"));

    assertThat(new Programs(List.of("p2c2g-a-game-with-a-LONG-name")).whyPause())
        .contains("P2C2G-a-Game-with-a-long-name runs");
    assertThat(runs("p2c2g-a-game")).as("a part of the name").isFalse();
    assertFoundWhileItRuns(process, "p2c2g-a-game-with-a-long-name");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsAGameThatRunsUnderWineByTheNameThatWineShows() throws Exception {
    var process =
        new ProcessBuilder("bash", "-c", "exec -a 'Z:\\games\\P2c2g Ring.exe' sleep 60").start();
    assertFoundWhileItRuns(process, "p2c2g ring.exe");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsWhatStartsLaterAndWhatStillRunsWhenAnotherEnds() throws Exception {
    var program = sleepNamed("p2c2g-later").toString();
    var programs = new Programs(List.of("p2c2g-later"));
    assertThat(programs.whyPause()).isEmpty();
    var first = new ProcessBuilder(program, "60").start();
    var second = new ProcessBuilder(program, "60").start();
    try {
      Awaitility.await().until(() -> programs.whyPause().isPresent());
      first.destroyForcibly().waitFor();
      Awaitility.await().until(() -> programs.whyPause().isPresent());
    } finally {
      first.destroyForcibly();
      second.destroyForcibly().waitFor();
    }
    assertThat(programs.whyPause()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsAScriptByItsName() throws Exception {
    var script = Files.writeString(folder.resolve("p2c2g-script"), "#!/bin/sh\nread line\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertFoundWhileItRuns(new ProcessBuilder(script.toString()).start(), "p2c2g-script");
  }
}
