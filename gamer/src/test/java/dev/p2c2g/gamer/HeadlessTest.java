package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.GraphicsEnvironment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a machine without a screen is told; the tests' own JVM is one. */
class HeadlessTest {
  @Test
  void aWindowSaysWhatToDoInstead() {
    assertThat(GraphicsEnvironment.isHeadless()).isTrue();
    assertThatThrownBy(() -> WindowSink.open("window", new FrameSize(64, 48), () -> {}))
        .isInstanceOf(DisplayException.class)
        .hasMessage("no display: set DISPLAY, or use --out DIR");
  }

  @Test
  void aScreenAskedForByNameIsNotReplacedByAnother() {
    ScreenOptions options =
        new ScreenOptions(
            Optional.of(":no-such"), Optional.empty(), Optional.empty(), 30, 85, false);

    assertThatThrownBy(() -> ScreenCapture.open(options))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("screen :no-such")
        .hasMessageNotContaining("fall-back");
  }
}
