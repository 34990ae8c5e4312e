package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.p2c2g.imaging.Region;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenDeviceTest {
  private static final Region REGION = new Region(10, 20, 640, 360);
  private static final ScreenOptions PART =
      new ScreenOptions(Optional.empty(), Optional.of(REGION), Optional.empty(), 30, 85, true);

  @Test
  void asksX11ForTheDisplayOfTheEnvironment() throws CaptureException {
    ScreenDevice device = ScreenDevice.of("Linux", Optional.of(":3"), PART);

    assertThat(device.input().format()).isEqualTo("x11grab");
    assertThat(device.input().url()).isEqualTo(":3");
    assertThat(device.input().options())
        .contains(
            entry("video_size", "640x360"),
            entry("grab_x", "10"),
            entry("grab_y", "20"),
            entry("draw_mouse", "1"));
    assertThat(device.crop()).isEmpty();
  }

  @Test
  void prefersTheDeviceOfTheOptionsToTheEnvironment() throws CaptureException {
    ScreenOptions options =
        new ScreenOptions(Optional.of(":9"), Optional.empty(), Optional.empty(), 30, 85, false);

    ScreenDevice device = ScreenDevice.of("Linux", Optional.of(":3"), options);

    assertThat(device.input().url()).isEqualTo(":9");
    assertThat(device.input().options()).doesNotContainKey("video_size");
  }

  @Test
  void asksWindowsForItsDesktop() throws CaptureException {
    ScreenDevice device = ScreenDevice.of("Windows 11", Optional.empty(), PART);

    assertThat(device.input().format()).isEqualTo("gdigrab");
    assertThat(device.input().url()).isEqualTo("desktop");
    assertThat(device.input().options())
        .contains(entry("video_size", "640x360"), entry("offset_x", "10"), entry("offset_y", "20"));
  }

  @Test
  void cutsTheRegionItselfOnMacOsWhichDeliversWholeScreens() throws CaptureException {
    ScreenDevice device = ScreenDevice.of("Mac OS X", Optional.empty(), PART);

    assertThat(device.input().format()).isEqualTo("avfoundation");
    assertThat(device.input().url()).isEqualTo("Capture screen 0:none");
    assertThat(device.input().options())
        .contains(entry("framerate", "30"), entry("capture_cursor", "1"));
    assertThat(device.crop()).contains(REGION);
  }

  @Test
  void saysWhatToDoWithoutADisplay() {
    assertThatThrownBy(() -> ScreenDevice.of("Linux", Optional.empty(), PART))
        .isInstanceOf(CaptureException.class)
        .hasMessage("no display: set DISPLAY, or use --frames DIR or --video FILE");
  }
}
