package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Region;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How FFmpeg's capture device of this platform is asked for a screen. Option names are those of the
 * <a href="https://ffmpeg.org/ffmpeg-devices.html">FFmpeg devices documentation</a>.
 *
 * @param input format, address and options for opening
 * @param crop what to cut out of each frame, for devices that only deliver whole screens
 */
record ScreenDevice(InputSpec input, Optional<Region> crop) {
  // x11grab and gdigrab sleep until their own next tick. The caller keeps the time, so they are
  // asked for a faster tick, which by the time of the next call has always passed.
  private static final int TICKS_PER_FRAME = 4;

  /**
   * @param osName as in the system property {@code os.name}
   * @param displayVariable the environment's DISPLAY
   */
  static ScreenDevice of(String osName, Optional<String> displayVariable, ScreenOptions options)
      throws CaptureException {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return gdigrab(options);
    }
    if (os.startsWith("mac")) {
      return avfoundation(options);
    }
    String display =
        options
            .device()
            .or(() -> displayVariable)
            .filter(name -> !name.isBlank())
            .orElseThrow(() ->
                new CaptureException(
                    "no display: set DISPLAY, or use --frames DIR or --video FILE"));
    return x11grab(display, options);
  }

  private static ScreenDevice x11grab(String display, ScreenOptions options) {
    Map<String, String> settings = grabberSettings(options, "grab_x", "grab_y");
    return new ScreenDevice(new InputSpec("x11grab", display, settings), Optional.empty());
  }

  private static ScreenDevice gdigrab(ScreenOptions options) {
    Map<String, String> settings = grabberSettings(options, "offset_x", "offset_y");
    String url = options.device().orElse("desktop");
    return new ScreenDevice(new InputSpec("gdigrab", url, settings), Optional.empty());
  }

  private static Map<String, String> grabberSettings(
      ScreenOptions options, String xName, String yName) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("framerate", Integer.toString(options.fps() * TICKS_PER_FRAME));
    settings.put("draw_mouse", options.cursor() ? "1" : "0");
    options
        .region()
        .ifPresent(region -> {
          settings.put("video_size", region.width() + "x" + region.height());
          settings.put(xName, Integer.toString(region.x()));
          settings.put(yName, Integer.toString(region.y()));
        });
    return settings;
  }

  private static ScreenDevice avfoundation(ScreenOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("framerate", Integer.toString(options.fps()));
    settings.put("capture_cursor", options.cursor() ? "1" : "0");
    settings.put("pixel_format", "bgr0");
    String url = options.device().orElse("Capture screen 0") + ":none";
    return new ScreenDevice(new InputSpec("avfoundation", url, settings), options.region());
  }
}
