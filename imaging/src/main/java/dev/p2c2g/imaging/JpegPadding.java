package dev.p2c2g.imaging;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the one harmless warning of libjpeg from the others. Cameras and capture cards fill their
 * frames up with zeros before the end marker, which harms no pixel and is reported as corrupt data,
 * in the same words as what is left over where a damaged scan has lost its place. Every other
 * warning stands for pixels that the library had to make up.
 */
final class JpegPadding {
  private static final Pattern EXTRANEOUS =
      Pattern.compile("Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0xd9");

  private JpegPadding() {}

  /** Whether the warning, the first that reading gave, is about zeros before the end marker. */
  static boolean explains(String warning, byte[] data) {
    Matcher matcher = EXTRANEOUS.matcher(warning);
    return matcher.matches() && endsWithZeros(data, Integer.parseInt(matcher.group(1)));
  }

  private static boolean endsWithZeros(byte[] data, int count) {
    int end = endMarker(data);
    for (int i = end - 1; i >= Math.max(0, end - count); i--) {
      if (data[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static int endMarker(byte[] data) {
    int at = data.length - 2;
    while (at > 0 && !((data[at] & 0xff) == 0xff && (data[at + 1] & 0xff) == 0xd9)) {
      at--;
    }
    return at;
  }
}
