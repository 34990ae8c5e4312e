package dev.p2c2g.gamer;

import java.util.Map;

/**
 * What {@link FfmpegInput} opens.
 *
 * @param format an FFmpeg input format's short name; empty lets FFmpeg find out
 * @param url a file's address or a device's name
 * @param options the format's own options
 */
record InputSpec(String format, String url, Map<String, String> options) {
  InputSpec {
    options = Map.copyOf(options);
  }
}
