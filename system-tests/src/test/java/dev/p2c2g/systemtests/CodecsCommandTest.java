package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code p2c2g codecs}. */
@Timeout(120)
class CodecsCommandTest {
  private static final int SECONDS_TO_ANSWER = 60;

  @Test
  void namesEveryCodecWithItsTimeAndTheLoopsThatRun() throws Exception {
    try (var program = Program.p2c2g("codecs")) {
      assertThat(program.awaitExit(SECONDS_TO_ANSWER)).as(program.output()).isZero();
      assertThat(program.output())
          .contains("JPEG by ", "; ffmpeg ", "; imageio ", " ms a megapixel", "rows: ");
    }
  }
}
