package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What the application segments say of the components' meaning: the Adobe segment can turn YCbCr
 * into RGB, and a JFIF segment overrides what decoders guess from the component ids. All else in
 * such segments changes no pixel.
 */
final class Colours {
  private static final int NONE = -1;
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

  /** Version and two words of flags between the name and the transform. */
  private static final int ADOBE_SKIPPED = 6;

  private boolean jfif;
  private int adobeTransform = NONE;

  void readApp0(Cursor in) throws BandRefusedException {
    jfif |= startsWith(in, JFIF);
  }

  void readApp14(Cursor in) throws BandRefusedException {
    if (startsWith(in, ADOBE)) {
      if (in.remaining() < ADOBE_SKIPPED + 1) {
        throw new BandRefusedException(Reason.MALFORMED, "the Adobe segment is too short");
      }
      in.take(ADOBE_SKIPPED);
      adobeTransform = in.u8();
    }
  }

  void sign(Signature signature, FrameHeader frame) {
    boolean usualIds =
        frame.components().size() == 1
            || frame.components().stream()
                .map(FrameHeader.Component::id)
                .toList()
                .equals(List.of(1, 2, 3));
    signature.add("adobe", adobeTransform).add("jfif", jfif || usualIds ? 1 : 0);
  }

  private static boolean startsWith(Cursor in, byte[] name) throws BandRefusedException {
    return in.remaining() >= name.length && Arrays.equals(in.take(name.length), name);
  }
}
