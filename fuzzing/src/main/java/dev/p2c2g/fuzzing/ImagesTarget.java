package dev.p2c2g.fuzzing;

import dev.p2c2g.bands.BandRefusedException;
import dev.p2c2g.bands.JpegBand;
import dev.p2c2g.bands.JpegJoin;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.protocol.ImageHeader;
import java.nio.ByteBuffer;
import java.util.List;

/** Pictures: their headers, bands that are joined, and the decoders. */
public final class ImagesTarget {
  private static final long MAX_PIXELS = 100_000;

  private ImagesTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Hangs.rejectLongRun(() -> run(data));
  }

  private static void run(byte[] data) {
    var header = ImageHeader.read(ByteBuffer.wrap(data));
    join(data);
    try {
      var picture = Codecs.decode(data, MAX_PIXELS);
      if ((long) picture.width() * picture.height() > MAX_PIXELS) {
        throw new IllegalStateException("over the budget of pixels");
      }
      if (header.isPresent()
          && (header.get().width() != picture.width()
              || header.get().height() != picture.height())) {
        throw new IllegalStateException(header.get() + " is not the picture that was decoded");
      }
    } catch (ImagingException _) {
      // refused, as it may be
    }
  }

  private static void join(byte[] data) {
    try {
      var band = JpegBand.read(ByteBuffer.wrap(data));
      var _ = JpegJoin.joinRead(List.of(band, band));
    } catch (BandRefusedException _) {
      // refused, as it may be
    }
  }
}
