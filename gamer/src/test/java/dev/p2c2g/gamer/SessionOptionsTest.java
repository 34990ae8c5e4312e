package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionOptionsTest {
  @ParameterizedTest
  @CsvSource({"30,90,4", "60,90,7", "1,10,2", "240,10000,256"})
  void keepsADeadlinesWorthOfFramesInFlightAndOne(int fps, long deadlineMs, int expected) {
    assertThat(SessionOptions.at(fps).withDeadlineMs(deadlineMs).inFlightLimit())
        .isEqualTo(expected);
  }

  @Test
  void takesTheLimitThatIsGiven() {
    assertThat(SessionOptions.at(30).withMaxInFlight(9).inFlightLimit()).isEqualTo(9);
  }

  @Test
  void refusesValuesOutOfRangeByName() {
    SessionOptions options = SessionOptions.at(30);
    assertThatThrownBy(() -> SessionOptions.at(0)).hasMessage("fps is 0; use 1 to 240");
    assertThatThrownBy(() -> options.withDeadlineMs(9))
        .hasMessage("deadlineMs is 9; use 10 to 10000");
    assertThatThrownBy(() -> options.withMaxInFlight(257))
        .hasMessage("maxInFlight is 257; use 1 to 256");
    assertThatThrownBy(() -> options.withLength(Duration.ZERO)).hasMessageContaining("length");
    assertThatThrownBy(() -> new OutputSize.Scale(4.1)).hasMessage("scale is 4.1; use 1 to 4");
    assertThatThrownBy(() -> new OutputSize.Scale(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void worksOutTheOutputSizeOfEachFrame() throws Exception {
    CapturedFrame frame = new CapturedFrame(0, 0, 961, 540, new byte[0]);
    assertThat(new OutputSize.Scale(2).of(frame)).isEqualTo(new FrameSize(1_922, 1_080));
    assertThat(new OutputSize.Scale(1.5).of(frame)).isEqualTo(new FrameSize(1_442, 810));
    FrameSize size = new FrameSize(1_920, 1_080);
    assertThat(new OutputSize.Exact(size).of(frame)).isEqualTo(size);
  }

  @Test
  void namesAFrameThatDoesNotFitTheOutput() {
    CapturedFrame large = new CapturedFrame(0, 0, 1_920, 1_080, new byte[0]);
    assertThatThrownBy(() -> new OutputSize.Exact(new FrameSize(1_280, 1_080)).of(large))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("1920x1080")
        .hasMessageContaining("output width is 1280; use 1920 to 7680");
  }
}
