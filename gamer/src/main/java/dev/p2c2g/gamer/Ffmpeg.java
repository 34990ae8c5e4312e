package dev.p2c2g.gamer;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avdevice;

/** What every use of FFmpeg needs: its devices registered, its return codes in words. */
final class Ffmpeg {
  private static final int MAX_MESSAGE_BYTES = 256;

  static {
    // return codes reach the caller as exceptions; the library's own lines would say it twice
    av_log_set_level(AV_LOG_FATAL);
    avdevice.avdevice_register_all();
  }

  private Ffmpeg() {}

  /** The demuxer or capture device of that short name. */
  static AVInputFormat inputFormat(String name) throws CaptureException {
    AVInputFormat format = av_find_input_format(name);
    if (format == null) {
      throw new CaptureException("this FFmpeg was built without " + name);
    }
    return format;
  }

  /** Passes a return code of 0 or more through; a negative one becomes an exception. */
  static int check(int code, String attempt) throws CaptureException {
    if (code < 0) {
      throw new CaptureException("cannot %s: %s".formatted(attempt, describe(code)));
    }
    return code;
  }

  private static String describe(int code) {
    byte[] message = new byte[MAX_MESSAGE_BYTES];
    av_strerror(code, message, message.length);
    int end = 0;
    while (end < message.length && message[end] != 0) {
      end++;
    }
    return new String(message, 0, end, StandardCharsets.UTF_8);
  }
}
